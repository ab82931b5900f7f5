// Posters that a person chooses: by time or by a picture of theirs, over the API, made by jobs, looked at again.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import { PosterChoiceStore } from '../../core/catalogue/poster-choice-store.ts';
import { errorAnswer } from '../../core/contract/errors.ts';
import { mediaAnswer } from '../../core/contract/media.ts';
import { videoDetail } from '../../core/contract/video.ts';
import { runProcess } from '../../core/run-process.ts';
import { ffmpegOnDemand } from '../../server/playback/ffmpeg-on-demand.ts';
import { PictureIntake } from '../../server/posters/picture-intake.ts';
import { readJpegSize } from '../../worker/previews/jpeg-size.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { startWorkshop, workshopHash, workshopWith } from '../support/preview-workshop.ts';
import { siteBeside } from '../support/site-beside.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

/** Six seconds in which pictures are told apart by their grey, eight in turn. */
function counting(fps: number, size: string): string {
  const made = `color=black:size=16x10:rate=${fps}:duration=6`;
  return `${made},geq=lum='16+27*mod(N,8)':cb=128:cr=128,scale=${size}`;
}
const greyOf = (picture: number) => ((picture % 8) * 27 * 255) / 219;

async function readGrey(path: string): Promise<number> {
  const args = ['-v', 'error', '-i', path, '-vf', 'scale=1:1:flags=area,format=gray'];
  const [grey] = await runProcess('ffmpeg', [...args, '-frames:v', '1', '-f', 'rawvideo', '-']);
  return grey ?? -1;
}

async function makePicture(graph: string, ending: string, options: readonly string[] = []) {
  const path = join(await temporaryFolder(), `picture.${ending}`);
  const input = ['-v', 'error', '-f', 'lavfi', '-i', graph, '-frames:v', '1'];
  await runProcess('ffmpeg', [...input, ...options, path]);
  return await readAll(path);
}

async function readAll(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path));
}

/** A video, its worker, and the site over it. */
async function siteWith(name: string, options: Parameters<typeof workshopWith>[1]) {
  const workshop = await workshopWith(name, options);
  const url = await siteBeside(workshop.catalogue, workshop.dataDir);
  const post = (path: string, init: RequestInit) =>
    fetch(`${url}/api/${path}/${workshopHash}`, { method: 'POST', ...init });
  return {
    ...workshop,
    setPoster: (timeS: number) =>
      post('set-poster', {
        body: JSON.stringify({ timeS }),
        headers: { 'content-type': 'application/json' },
      }),
    upload: (picture: Uint8Array<ArrayBuffer>) =>
      post('upload-poster', { body: picture, headers: { 'content-type': 'image/png' } }),
    reset: () => post('reset-poster', {}),
    detail: async () =>
      videoDetail.parse(await (await fetch(`${url}/api/get-video-data/${workshopHash}`)).json()),
    poster: async () => {
      const response = await fetch(`${url}/api/media/get-poster/${workshopHash}`);
      return { status: response.status, answer: mediaAnswer.parse(await response.json()) };
    },
    greyOf: (address: string | undefined) =>
      readGrey(
        join(workshop.previewsDir, (address ?? '').replace('/media/', '').split('?')[0] ?? ''),
      ),
  };
}

describe('a chosen poster', () => {
  it('is the very picture, in both sizes, until it is taken back', async () => {
    const site = await siteWith('film.mp4', {
      picture: counting(10, '1600:900'),
      outputArgs: ['-g', '999'],
    });
    await site.make('poster');
    const first = await site.detail();
    expect(first.posterSource).toBe('automatic');
    expect(first.posters.map(({ width, height }) => [width, height])).toEqual([
      [640, 360],
      [1280, 720],
    ]);
    expect(first.posterUrl).toBe(first.posters[0]?.url);

    // The picture from 3.5 s on; the old poster is there until the new one is made.
    expect((await site.setPoster(3.55)).status).toBe(202);
    expect((await site.poster()).status).toBe(200);
    expect((await site.detail()).posters).toEqual(first.posters);
    await site.make('poster');
    const chosen = await site.detail();
    expect(chosen.posterSource).toBe('frame');
    for (const [index, { url }] of chosen.posters.entries()) {
      expect(url).not.toBe(first.posters[index]?.url);
      expect(await site.greyOf(url)).toBeCloseTo(greyOf(35), -1.2);
    }
    expect((await site.poster()).answer.urls).toEqual(chosen.posters.map(({ url }) => url));

    // Made again, because a person has all posters made anew: the choice stays.
    await site.make('poster');
    expect(await site.greyOf((await site.detail()).posterUrl ?? '')).toBeCloseTo(greyOf(35), -1.2);

    expect((await site.reset()).status).toBe(202);
    await site.make('poster');
    expect((await site.detail()).posterSource).toBe('automatic');
  });

  it.each([
    ['of a film without an index', 'film.ts', 25, 1, { videoCodec: 'mpeg2video' }],
    ['of Matroska', 'film.mkv', 10, 1, {}],
    ['of pictures that stand still', 'film.mp4', 10, 7, { outputArgs: ['-vsync', 'vfr'] }],
  ] as const)('%s is the very picture, the last one included', async (...film) => {
    const [, name, fps, every, options] = film;
    const picture = `${counting(fps, '160:100')},select='not(mod(n,${every}))'`;
    const site = await siteWith(name, { ...options, picture });
    for (const timeS of [0, 4.3, 5.6, 6]) {
      await site.setPoster(timeS);
      await site.make('poster');
      const count = Math.min(Math.floor(timeS * fps + 0.001), 6 * fps - 1);
      const shown = count - (count % every);
      const grey = await site.greyOf((await site.detail()).posterUrl ?? '');
      expect(Math.abs(grey - greyOf(shown)), `at ${timeS} s`).toBeLessThan(12);
    }
    const late = await site.setPoster(100);
    expect(late.status).toBe(400);
    expect(errorAnswer.parse(await late.json()).error.message).toMatch(/^timeS: the video is over/);
  });

  it('is made once more when it is chosen while the automatic one is in the making', async () => {
    const { previews, jobs, claim, posterChoices, know, library } = await startWorkshop();
    await know(join(library, 'film.mp4'));
    const claimed = async () => {
      const job = await claim('worker-1');
      if (job === undefined) throw new Error('there is no job');
      return job;
    };
    const first = await claimed();
    await posterChoices.choose(workshopHash, { timeS: 1 });
    await jobs.finish('worker-1', first, { files: [], tookMs: 1 });
    expect(await previews.find(workshopHash, 'poster')).toMatchObject({ state: 'queued' });
    await jobs.finish('worker-1', await claimed(), { files: [], tookMs: 1 });
    expect(await previews.find(workshopHash, 'poster')).toMatchObject({ state: 'ready' });
  });
});

const intake = new PictureIntake(ffmpegOnDemand({ ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe' }));

describe('an uploaded poster', () => {
  const green = 'color=green:size=300x200';

  it.each([
    ['PNG', green, 'png', [], [300, 200]],
    ['JPEG', green, 'jpg', [], [300, 200]],
    ['WebP', green, 'webp', [], [300, 200]],
    ['GIF', green, 'gif', [], [300, 200]],
    ['BMP', green, 'bmp', [], [300, 200]],
    ['AVIF', green, 'avif', ['-c:v', 'libaom-av1', '-still-picture', '1'], [300, 200]],
    ['large upright PNG', 'color=green:size=1000x3000', 'png', [], [640, 1920]],
    ['one-pixel PNG', 'color=green:size=2x2,scale=1:1', 'png', [], [2, 2]],
  ] as const)('may be a %s', async (_, graph, ending, options, size) => {
    const sent = Buffer.from(await makePicture(graph, ending, options));
    const picture = await intake.read(sent, new AbortController().signal);
    expect(readJpegSize(picture)).toEqual({ width: size[0], height: size[1] });
    const path = join(await temporaryFolder(), 'kept.jpg');
    await writeFile(path, picture);
    expect(Math.abs((await readGrey(path)) - 75)).toBeLessThan(8);
  });

  it('lies on grey where it is transparent, and is turned as a camera says', async () => {
    const site = await siteWith('film.mp4', {});
    const clear = await makePicture('color=red@0.0:size=64x64,format=rgba', 'png');
    expect((await site.upload(clear)).status).toBe(202);
    // The video itself is not needed for it.
    await rm(site.path);
    await site.make('poster');
    expect((await site.detail()).posterSource).toBe('upload');
    expect(await site.greyOf((await site.detail()).posterUrl ?? '')).toBeCloseTo(128, -1);
    const jpeg = await makePicture('color=green:size=300x200', 'jpg');
    await site.upload(turnedByCamera(jpeg));
    await site.make('poster');
    expect((await site.detail()).posters).toMatchObject([{ width: 200, height: 300 }]);
  });

  it('is refused when it is none, and changes nothing', async () => {
    const site = await siteWith('film.mp4', {});
    const png = await makePicture('color=green:size=300x200', 'png');
    const bomb = await makePicture('color=black:size=9000x9000', 'png', ['-pix_fmt', 'monob']);
    const animated = await makePicture('testsrc2=size=300x200', 'webp', [
      ...['-c:v', 'libwebp_anim', '-frames:v', '3'],
    ]);
    const playlist = new TextEncoder().encode('#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n');
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const refusals: readonly (readonly [Uint8Array<ArrayBuffer>, number, RegExp])[] = [
      [new Uint8Array(0), 400, /no picture: the request has no body/],
      [playlist, 400, /Send a JPEG, PNG/],
      [svg, 400, /Send a JPEG, PNG/],
      [new Uint8Array(await readAll(site.path)), 400, /Send a JPEG, PNG/],
      [png.slice(0, 60), 400, /damaged.* or has more than 64 megapixels/],
      [new Uint8Array([...png.slice(0, 8), ...playlist]), 400, /damaged/],
      [animated, 400, /an animated WebP/],
      [bomb, 400, /more than 64 megapixels/],
      [new Uint8Array(20_000_001), 413, /at most 20 MB/],
    ];
    for (const [picture, status, message] of refusals) {
      const answer = await site.upload(picture);
      const { error } = errorAnswer.parse(await answer.json());
      expect({ status: answer.status, message: error.message }).toEqual({
        status,
        message: expect.stringMatching(message) as string,
      });
    }
    expect((await site.detail()).posterSource).toBe('automatic');
  });
});

it('a choice goes over to the content that takes the place of another', async () => {
  const catalogue = await testCatalogue();
  const choices = new PosterChoiceStore(catalogue);
  const path = join(await temporaryFolder(), 'film.mp4');
  await addKnownVideo(catalogue, path, workshopHash);
  await choices.choose(workshopHash, { timeS: 1 });
  await catalogue.updateTable('files').set({ state: 'pending' }).execute();
  const changed = 'fedcba9876543210';
  await addKnownVideo(catalogue, path, changed);
  await new IndexingStore(catalogue).settleReplacements();
  expect(await choices.find(changed)).toEqual({ timeS: 1 });
  expect(await choices.sourceOf(workshopHash)).toBe('automatic');
});

/** A JPEG with the mark of a camera that was held upright: Exif orientation 6. */
function turnedByCamera(jpeg: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const text = (value: string) => [...Buffer.from(value, 'latin1')];
  const exif = [
    ...text('Exif\0\0MM\0*\0\0\0\b'),
    // One entry: orientation, a short, 1 value, 6.
    ...[0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
  ];
  const length = exif.length + 2;
  return new Uint8Array([
    ...jpeg.slice(0, 2),
    ...[0xff, 0xe1, length >> 8, length & 255],
    ...exif,
    ...jpeg.slice(2),
  ]);
}
