// What is asked of each route to find out whether it tells of hidden things.

import { expect } from 'vitest';
import type { facetCounts } from '../../core/contract/search.ts';
import {
  facetValuesAnswer,
  searchAnswer,
  similarPeopleAnswer,
  similarVideosAnswer,
} from '../../core/contract/search.ts';
import { forYouAnswer } from '../../core/contract/for-you.ts';
import { peopleAnswer } from '../../core/contract/people.ts';
import { previewRoutes, routes } from '../../core/contract/routes.ts';
import { savedNameLengthMax, savedSearchesAnswer } from '../../core/contract/saved-search.ts';
import { suggestionsAnswer } from '../../core/contract/suggestions.ts';
import { wordCloudAnswer } from '../../core/contract/word-cloud.ts';
import { videoPage, videoSummary } from '../../core/contract/video.ts';
import { facetKey } from '../../meili/facet-key.ts';
import { spell, type AwkwardVideo, type Entity, type Field } from './awkward-library.ts';
import { isFavourite, isWatched, posterPath } from './filtered-site.ts';
import type { FilteredWorld } from './hidden-things.ts';
import type { RawReply, RawRequest } from './raw-request.ts';

/** A request, the answer of which must not tell of anything hidden. */
export interface Probe {
  readonly request: RawRequest;
  /** What else must be true of the answer. */
  readonly check?: (reply: RawReply) => void;
  /** The same request about something that never was: the answer must be the same. */
  readonly twin?: {
    readonly request: RawRequest;
    readonly asked: string;
    readonly unknown: string;
  };
  /** The answer is a stream that is read until it says this. */
  readonly until?: string;
}

type Prober = (world: FilteredWorld) => readonly Probe[];

/** As many hidden things as are worth asking about. */
const SAMPLE = 4;

/** A hash that no video has, and that begins alike: posters lie in folders by the first two digits. */
function unknownLike(hash: string): string {
  return `${hash.slice(0, 2)}dcba9876543210`;
}

const get = (path: string, check?: (reply: RawReply) => void): Probe => ({
  request: { path },
  ...(check !== undefined && { check }),
});

/** A GET of an answer that a schema reads. */
const read = <T>(
  path: string,
  schema: { parse(value: unknown): T },
  check: (answer: T) => void,
): Probe =>
  get(path, ({ status, text }) => {
    expect(status, text).toBe(200);
    check(schema.parse(JSON.parse(text)));
  });

/** Asks about every hidden video, and about one that never was; of visible ones the answer is not 404. */
function ofVideos(
  { hidden, visible }: Pick<FilteredWorld, 'hidden' | 'visible'>,
  toRequest: (hash: string) => RawRequest,
): readonly Probe[] {
  const probes = hidden.slice(0, SAMPLE).map(({ hash }) => {
    const unknown = unknownLike(hash);
    return {
      request: toRequest(hash),
      twin: { request: toRequest(unknown), asked: hash, unknown },
      check: ({ status }: RawReply) => expect(status).toBe(404),
    };
  });
  const [one] = visible;
  if (one === undefined) return probes;
  const request = toRequest(one.hash);
  if (request.method === 'POST') return probes;
  return [...probes, { request, check: ({ status }) => expect(status).toBeLessThan(400) }];
}

/** Asks about hidden entities of a field, and about ones that never were. */
function ofNames(
  { hiddenEntities }: FilteredWorld,
  field: Field,
  toRequest: (name: string) => RawRequest,
): readonly Probe[] {
  return namesOfAll(hiddenEntities, field).map(({ name, entity }) => {
    // Of the same length, so that even that tells nothing.
    const other = entity.token.replace('zq', 'qz');
    const unknown = name.replace(entity.token, other).replace(entity.token.toUpperCase(), other);
    return {
      request: toRequest(name),
      twin: { request: toRequest(unknown), asked: name, unknown },
      check: ({ status }: RawReply) => expect(status).toBe(404),
    };
  });
}

function namesOfAll(entities: readonly Entity[], field: Field) {
  return entities
    .filter((entity) => entity.field === field)
    .flatMap((entity) => entity.spellings.map((name) => ({ name, entity })));
}

const text = encodeURIComponent;

const facetOf = {
  studio: 'studio',
  category: 'categories',
  performer: 'performers',
  tag: 'tags',
  collection: 'collection',
} as const satisfies Record<Field, string>;
const fields = ['studio', 'category', 'performer', 'tag', 'collection'] as const;

/** The facets of a search that finds everything there is. */
function expectCounts(world: FilteredWorld, facets: ReturnType<typeof facetCounts.parse>): void {
  for (const field of fields) {
    const counted = Object.entries(facets[facetOf[field]] ?? {});
    expect(new Map(counted.map(([name, count]) => [facetKey(name), count]))).toEqual(
      world.counts(field),
    );
  }
}

const hashesOf = (videos: readonly { readonly hash: string }[]) =>
  videos.map(({ hash }) => hash).toSorted();

/** A search for exactly these. */
function finds(world: FilteredWorld, query: string, wanted: readonly AwkwardVideo[]): Probe {
  return read(`${routes.searchVideos}?limit=200&${query}`, searchAnswer, (answer) => {
    expect(hashesOf(answer.videos)).toEqual(hashesOf(wanted));
    expect(answer.total).toBe(wanted.length);
  });
}

const searches: Prober = (world) => {
  const { library, visible, hidden, hiddenEntities } = world;
  const chosen = (isChosen: (n: number) => boolean) =>
    visible.filter((video) => isChosen(library.videos.indexOf(video)));
  return [
    read(`${routes.searchVideos}?histograms=*&facets=*`, searchAnswer, (answer) => {
      const { facets, histograms, total } = answer;
      expect(total).toBe(visible.length);
      expectCounts(world, facets);
      expect(facets.favourite?.['true'] ?? 0).toBe(chosen(isFavourite).length);
      for (const bins of Object.values(histograms))
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(visible.length);
    }),
    ...['sort=title', 'sort=random&seed=x', 'sort=views', 'q=evening', 'include=mp4'].map((query) =>
      get(`${routes.searchVideos}?limit=200&facets=*&${query}`),
    ),
    finds(world, 'sort=random&seed=y', visible),
    finds(world, 'q=evening+walk', visible),
    finds(world, 'favourite=true', chosen(isFavourite)),
    finds(
      world,
      'favourite=false',
      chosen((n) => !isFavourite(n)),
    ),
    finds(world, 'unwatched=false', chosen(isWatched)),
    ...hidden
      .slice(0, SAMPLE)
      .flatMap(({ title, token }) => [
        finds(world, `facets=*&q=${text(`"${title}"`)}`, []),
        finds(world, `facets=*&include=${token}`, []),
        get(`${routes.searchVideos}?facets=*&q=${text(title)}`),
      ]),
    ...fields.flatMap((field) => {
      const names = namesOfAll(hiddenEntities, field).map(({ name }) => name);
      const including = names.filter((name) => !name.startsWith('!'));
      return [
        ...including.map((name) => finds(world, `facets=*&${field}=${text(name)}`, [])),
        ...including.map((name) => finds(world, `${field}=${text(`!${name}`)}`, visible)),
        ...names.map((name) =>
          get(`${routes.searchVideos}?facets=*&q=${text(`${field}:"${name}"`)}`),
        ),
      ];
    }),
  ];
};

/** All values with their counts, and no hidden one by any part of its name. */
const facetValues: Prober = (world) =>
  fields.flatMap((field) => {
    const path = `${routes.facetValues(facetOf[field])}?limit=200`;
    const countsOf = (query: string, isComplete: boolean) =>
      read(`${path}&${query}`, facetValuesAnswer, ({ values }) => {
        const counts = new Map(values.map(({ value, count }) => [facetKey(value), count]));
        if (isComplete) expect(counts).toEqual(world.counts(field));
        for (const [key, count] of counts) expect(world.counts(field).get(key)).toBe(count);
      });
    const hidden = world.hiddenEntities.filter((entity) => entity.field === field);
    return [
      countsOf('', true),
      ...['z', 'zq'].map((typed) => countsOf(`text=${typed}`, false)),
      ...hidden
        .flatMap((entity) => [entity.token, spell(entity, 0)])
        .map((typed) => countsOf(`text=${text(typed)}`, false)),
      ...world.hidden.slice(0, SAMPLE).map(({ token }) => get(`${path}&q=${token}`)),
    ];
  });

/** A random video is a visible one, or none. */
function chance(world: FilteredWorld, path: string, among = world.visible): Probe {
  return get(path, ({ status, text: body }) => {
    expect(status).toBe(among.length === 0 ? 404 : 200);
    if (status === 200)
      expect(hashesOf(among)).toContain(videoSummary.parse(JSON.parse(body)).hash);
  });
}

function hiddenFilters({ hiddenEntities, hidden }: FilteredWorld): readonly string[] {
  const byName = hiddenEntities
    .map((entity) => ({ field: entity.field, name: spell(entity, 0) }))
    .filter(({ name }) => !name.startsWith('!'))
    .map(({ field, name }) => `${field}=${text(name)}`);
  return [...byName, ...hidden.slice(0, SAMPLE).map(({ token }) => `include=${token}`)];
}

function people(kind: 'performer' | 'studio', path: string): Prober {
  return (world) => [
    read(`${path}?limit=200`, peopleAnswer, ({ items, total }) => {
      const counts = items.map(({ name, videoCount }): [string, number] => [
        facetKey(name),
        videoCount,
      ]);
      expect(new Map(counts)).toEqual(world.counts(kind));
      expect(total).toBe(world.counts(kind).size);
    }),
    get(`${path}?sort=name:asc&limit=200`),
    ...namesOfAll(world.hiddenEntities, kind).flatMap(({ name, entity }) => [
      get(`${path}?q=${text(name)}`),
      get(`${path}?q=${entity.token}`),
    ]),
  ];
}

function similarPeople(kind: 'performer' | 'studio', route: (name: string) => string): Prober {
  return (world) => [
    ...ofNames(world, kind, (name) => ({ path: route(name) })),
    ...namesOfAll(world.visibleEntities, kind).map(({ name }) =>
      read(route(name), similarPeopleAnswer, ({ items }) => {
        for (const item of items)
          expect(world.counts(kind).get(facetKey(item.name))).toBe(item.videoCount);
      }),
    ),
  ];
}

const similarVideos: Prober = (world) => [
  ...ofVideos(world, (hash) => ({ path: routes.similarVideos(hash, 0, 50) })),
  ...world.visible.map(({ hash }) =>
    read(routes.similarVideos(hash, 0, 100), similarVideosAnswer, ({ videos, total }) => {
      expect(total).toBeLessThan(world.visible.length);
      for (const { video } of videos) expect(hashesOf(world.visible)).toContain(video.hash);
    }),
  ),
  ...world.visible
    .slice(0, 2)
    .flatMap(({ hash }) =>
      hiddenFilters(world).map((filter) =>
        read(`${routes.similarVideos(hash, 0, 100)}?${filter}`, similarVideosAnswer, ({ total }) =>
          expect(total).toBe(0),
        ),
      ),
    ),
];

/** A page of what the person marked or watched. */
function personal(path: string, isIn: (n: number) => boolean): Prober {
  return ({ library, visible }) => {
    const wanted = visible.filter((video) => isIn(library.videos.indexOf(video)));
    return [
      read(`${path}?limit=200`, videoPage, ({ videos, total }) => {
        expect(hashesOf(videos)).toEqual(hashesOf(wanted));
        expect(total).toBe(wanted.length);
      }),
      get(`${path}?limit=1&page=2`),
    ];
  };
}

const streams: Prober = (world) =>
  [
    { method: 'GET' },
    { method: 'HEAD' },
    { headers: { range: 'bytes=0-3' } },
    { headers: { range: 'bytes=-3' } },
    { headers: { 'if-none-match': '*' } },
    { headers: { 'if-modified-since': new Date().toUTCString() } },
  ]
    .flatMap((request) =>
      ofVideos(world, (hash) => ({ ...request, path: `${routes.video(hash)}?download` })),
    )
    .concat(
      ofVideos(world, (hash) => ({
        path: routes.video(hash),
        headers: { 'if-none-match': `"${hash}"` },
      })),
    );

/** The files of the library are none that ffmpeg reads: only what is hidden is asked about. */
const conversions: Prober = ({ hidden }) =>
  ['index.m3u8', 'init.mp4', '0.m4s'].flatMap((file) =>
    ofVideos({ hidden, visible: [] }, (hash) => ({
      path: `/video/${hash}/hls/remux/${file}?session=0123456789abcdef`,
    })),
  );

/** Of files there are none, and of tracks none that ffmpeg reads: only what is hidden is asked about. */
const subtitleTexts: Prober = ({ hidden }) =>
  ['track-0', 'file-0123456789ab'].flatMap((id) =>
    ofVideos({ hidden, visible: [] }, (hash) => ({ path: routes.subtitlesFile(hash, id) })),
  );

/** The poster files of videos that have one, also by the way of a visible video's folder. */
const posters: Prober = (world) => {
  const hasPoster = ({ hash }: AwkwardVideo) =>
    world.library.videos.findIndex((video) => video.hash === hash) % 2 === 0;
  const hidden = world.hidden.filter(hasPoster).slice(0, SAMPLE);
  const visible = world.visible.filter(hasPoster);
  const direct = [
    {},
    { method: 'HEAD' },
    { headers: { range: 'bytes=0-3' } },
    { headers: { 'if-none-match': '*' } },
  ].flatMap((request) =>
    ofVideos({ hidden, visible }, (hash) => ({ ...request, path: `/media/${posterPath(hash)}` })),
  );
  const [open] = visible;
  if (open === undefined) return direct;
  const folder = posterPath(open.hash).split('/').slice(0, 2).join('/');
  const around = [
    (poster: string) => `/media/${folder}/../../${poster}`,
    (poster: string) => `/media/${folder}/%2e%2e/%2e%2e/${poster}`,
    (poster: string) => `/media/${folder}/..%2f..%2f${poster.replaceAll('/', '%2f')}`,
    (poster: string) => `/media/${folder}/..%5c..%5c${poster.replaceAll('/', '%5c')}`,
    (poster: string) => `/media//${folder}/../../${poster}`,
  ].flatMap((toPath) =>
    ofVideos({ hidden, visible: [] }, (hash) => ({ path: toPath(posterPath(hash)) })),
  );
  return [...direct, ...around];
};

const suggestions: Prober = (world) =>
  [
    'eve',
    'evening walk',
    'jane',
    'zq',
    ...world.hidden.slice(0, SAMPLE).flatMap(({ title, token }) => [title, token]),
    ...world.hiddenEntities.flatMap((entity) => [spell(entity, 0), entity.token]),
  ].map((typed) =>
    read(`${routes.suggestions}?limit=20&q=${text(typed)}`, suggestionsAnswer, (answer) => {
      for (const { hash } of answer.videos) expect(hashesOf(world.visible)).toContain(hash);
      for (const kind of ['performer', 'studio'] as const)
        for (const { name, videoCount } of answer[`${kind}s`])
          expect(videoCount, name).toBe(world.counts(kind).get(facetKey(name)));
    }),
  );

const forYou: Prober = (world) =>
  ['', '?start_from=1&limit=200'].map((query) =>
    read(`${routes.forYou}${query}`, forYouAnswer, ({ videos, total }) => {
      expect(total).toBeLessThanOrEqual(world.visible.length);
      for (const { video, seed } of videos)
        for (const { hash } of [video, seed]) expect(hashesOf(world.visible)).toContain(hash);
    }),
  );

const wordClouds: Prober = (world) => [
  read(`${routes.wordCloud}?limit=200`, wordCloudAnswer, ({ words, sampled }) => {
    expect(sampled).toBe(world.visible.length);
    for (const { videoCount } of words) expect(videoCount).toBeLessThanOrEqual(sampled);
  }),
  ...hiddenFilters(world).map((filter) =>
    read(`${routes.wordCloud}?${filter}`, wordCloudAnswer, ({ sampled }) =>
      expect(sampled).toBe(0),
    ),
  ),
];

/** Each finds as many as may be seen, and at least one. */
const savedSearches: Prober = (world) => {
  const counts = new Map(
    world.library.entities.map((entity): [string, number] => {
      const found = world.visible.filter(({ entities }) => entities[entity.field].includes(entity));
      return [spell(entity, 1).slice(0, savedNameLengthMax), found.length];
    }),
  );
  return [
    read(routes.savedSearches, savedSearchesAnswer, ({ items }) => {
      for (const { name, videoCount } of items)
        expect(videoCount, name).toBe(counts.get(name) ?? 1);
    }),
  ];
};

const events: Prober = (world) => [
  {
    request: { path: routes.events },
    until: 'event:status',
    check: ({ text: said }) => {
      expect(said).toContain(`"visible":${world.visible.length}}`);
      expect(said).not.toMatch(/"(added|missing|documents|behind|warnings|previews)":/);
    },
  },
];

const videoPosts =
  (path: (hash: string) => string, json: unknown = {}): Prober =>
  (world) =>
    ofVideos(world, (hash) => ({ method: 'POST', path: path(hash), json }));
const videoGets =
  (path: (hash: string) => string): Prober =>
  (world) =>
    ofVideos(world, (hash) => ({ path: path(hash) }));

const previewProbers = Object.values(previewRoutes).map((name): [string, Prober] => [
  `GET /api/media/${name}/:hash`,
  (world) => [
    ...videoGets((hash) => `/api/media/${name}/${hash}`)(world),
    ...ofVideos({ hidden: world.hidden, visible: [] }, (hash) => ({
      path: `/api/media/${name}/${hash}?wait=0.1`,
    })),
  ],
]);

/** By method and path of the route, as the router has them. Every route outside the dashboard is here. */
export const probers: ReadonlyMap<string, Prober> = new Map<string, Prober>([
  ['GET /health', () => [get('/health')]],
  ['GET /health/ready', () => [get('/health/ready')]],
  [
    'GET /metrics',
    () => [
      get('/metrics', ({ text: said }) =>
        expect(said).not.toMatch(/^reeldex_(videos|previews|index)/m),
      ),
    ],
  ],
  ['GET /video/:hash', streams],
  ['GET /video/:hash/hls/:conversion/:file', conversions],
  ['GET /video/:hash/subtitles/:id.vtt', subtitleTexts],
  ['GET /api/get-subtitles/:hash', videoGets(routes.subtitles)],
  [
    'POST /api/end-playback/:session',
    () => [{ request: { method: 'POST', path: routes.endPlayback('0123456789abcdef') } }],
  ],
  ['GET /media/*path', posters],
  ['GET /api/events', events],
  ['GET /api/get-video-data/:hash', videoGets(routes.videoData)],
  ['GET /api/is-favourite/:hash', videoGets(routes.isFavourite)],
  ['POST /api/add-favourite/:hash', videoPosts(routes.addFavourite)],
  ['POST /api/remove-favourite/:hash', videoPosts(routes.removeFavourite)],
  ['POST /api/record-view/:hash', videoPosts(routes.recordView, { positionS: 1, watchedS: 1 })],
  ['POST /api/set-poster/:hash', videoPosts(routes.setPoster, { timeS: 1 })],
  ['POST /api/upload-poster/:hash', videoPosts(routes.uploadPoster)],
  ['POST /api/reset-poster/:hash', videoPosts(routes.resetPoster)],
  ['GET /api/get-favourites', personal(routes.favourites, isFavourite)],
  ['GET /api/get-history', personal(routes.history, isWatched)],
  ['GET /search/get-suggestions', suggestions],
  ['GET /search/get-word-cloud', wordClouds],
  ['GET /api/get-for-you', forYou],
  ['GET /api/get-saved-searches', savedSearches],
  ['GET /search/search-videos', searches],
  ['GET /search/get-facet-values/:facet', facetValues],
  [
    'GET /api/get-random-video',
    (world) => [
      ...Array.from({ length: 4 }, () => chance(world, routes.randomVideo)),
      ...hiddenFilters(world).map((filter) => chance(world, `${routes.randomVideo}?${filter}`, [])),
    ],
  ],
  [
    'GET /api/get-random-video-seeded/:seed',
    (world) => ['a', 'b', 'c'].map((seed) => chance(world, routes.randomVideoSeeded(seed))),
  ],
  [
    'GET /api/get-random-spotlight-video',
    (world) =>
      ['01', '02', '03'].map((day) => chance(world, `${routes.spotlight}?date=2026-01-${day}`)),
  ],
  ['GET /search/get-similar-videos/:hash/:start_from/:limit', similarVideos],
  [
    'GET /search/get-similar-performers/:performer',
    similarPeople('performer', routes.similarPerformers),
  ],
  ['GET /search/get-similar-studios/:studio', similarPeople('studio', routes.similarStudios)],
  ['GET /api/get-performers', people('performer', routes.performers)],
  ['GET /api/get-studios', people('studio', routes.studios)],
  ...previewProbers,
  ['GET /api/openapi.json', () => [get('/api/openapi.json')]],
  ['GET /api/docs', () => [get('/api/docs')]],
  ['GET /api/docs/start.js', () => [get('/api/docs/start.js')]],
  ['GET /api/docs/files/*path', () => [get('/api/docs/files/swagger-ui.css')]],
]);
