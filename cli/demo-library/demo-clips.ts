// The demo library as data: what each clip looks and sounds like, is called, and says in its sidecar. Makes nothing.

/** One clip of the demo library. */
export interface DemoClip {
  /** Below the folder of the demo's videos; the first part is the collection, the ending gives the container. */
  readonly path: string;
  readonly durationS: number;
  /** Pictures: an ffmpeg filter graph that begins with a source. */
  readonly picture: string;
  /** Hertz; absent for a silent clip. */
  readonly tone?: number;
  /** Titles of chapters of equal length. */
  readonly chapters?: readonly string[];
  /** Written beside the clip as JSON. */
  readonly sidecar?: Readonly<Record<string, unknown>>;
}

/** The folders that are the demo's libraries. */
export const demoCollections = ['Films', 'Shorts', 'Talks'] as const;

/** A slow wave of colour, computed small and scaled up, because `geq` is slow. */
function waves(size: string, [red, green, blue]: readonly [string, string, string]): string {
  const channel = (expression: string) => `'128+127*sin(${expression})'`;
  const colours = `r=${channel(red)}:g=${channel(green)}:b=${channel(blue)}`;
  return `nullsrc=size=160x90:rate=24,geq=${colours},scale=${size}:flags=bilinear`;
}

function life(size: string, colours: string, seed: number): string {
  return `life=size=160x90:rate=12:mold=12:ratio=0.18:seed=${seed}:${colours},scale=${size}:flags=neighbor,fps=24`;
}

function cells(size: string, rule: number, colour: string): string {
  return `cellauto=size=160x90:rate=24:rule=${rule}:seed=${rule},format=rgb24,${colour},scale=${size}:flags=neighbor`;
}

function gradient(size: string, colours: readonly string[], speed: number): string {
  const named = colours.map((colour, index) => `c${index}=${colour}`).join(':');
  return `gradients=size=160x160:rate=25:nb_colors=${colours.length}:speed=${speed}:seed=7:${named},scale=${size}:flags=bilinear`;
}

const films: readonly DemoClip[] = [
  {
    path: 'Films/Mara Lindqvist, Theo Okafor - [Northlight] [2019] Tides of Glass.mp4',
    durationS: 40,
    picture: waves('854x480', ['X/12+T', 'Y/9-T*0.7', '(X+Y)/20+T*1.3']),
    tone: 220,
    chapters: ['The shore', 'Low water', 'A light below', 'Tides of glass'],
    sidecar: {
      tags: ['ocean', 'slow', 'blue hour'],
      categories: ['Drama'],
      description: 'Two divers map a bay that no chart shows the same way twice.',
      releasedOn: '2019-09-14',
    },
  },
  {
    path: 'Films/Mara Lindqvist - [Northlight] [2021] [2021-03-05] Harbour Lights.mkv',
    durationS: 28,
    picture: gradient('1280x720', ['0x0b1026', '0x2f6f8f', '0xf2a65a', '0x0b1026'], 0.02),
    tone: 196,
    sidecar: { tags: ['harbour', 'night', 'slow'], categories: ['Drama'] },
  },
  {
    path: 'Films/Theo Okafor, Ines Valdivia - [Northlight] [2022] The Weather Keepers.mp4',
    durationS: 14,
    picture: gradient('1920x1080', ['0xeef2f3', '0x8e9eab', '0x34495e'], 0.03),
    tone: 165,
    sidecar: { tags: ['weather', 'mountains'], categories: ['Documentary'] },
  },
  {
    path: 'Films/Ines Valdivia - [Glasshouse Pictures] [2018] A Garden of Rules.webm',
    durationS: 18,
    picture: life('640x360', 'life_color=0x7bd389:death_color=0x1b4332:mold_color=0x0b2818', 11),
    tone: 262,
    sidecar: { tags: ['garden', 'patterns', 'growth'], categories: ['Experimental'] },
  },
  {
    path: 'Films/Jonah Reyes, Mara Lindqvist - [Glasshouse Pictures] [2020] Spiral Season.mp4',
    durationS: 24,
    picture: 'mandelbrot=size=640x360:rate=24:maxiter=300:end_pts=600:end_scale=0.02',
    tone: 147,
    sidecar: {
      tags: ['fractal', 'journey'],
      categories: ['Experimental'],
      releasedOn: '2020-06-21',
    },
  },
  {
    path: 'Films/Studios/Glasshouse Pictures/Jonah Reyes - Carpet of Small Hours.mkv',
    durationS: 20,
    picture: 'sierpinski=size=640x360:rate=24:type=carpet:seed=3,hue=h=200:s=3,colorbalance=bs=0.4',
    tone: 131,
    sidecar: { tags: ['fractal', 'night'], year: 2023 },
  },
  {
    path: 'Films/Series/Deep Signals/Aiko Tanabe - [Northlight] [2017] [Deep Signals] First Contact.mp4',
    durationS: 16,
    picture: 'testsrc2=size=854x480:rate=25,hue=h=30*t',
    tone: 330,
    sidecar: { tags: ['signals', 'space'], categories: ['Science fiction'] },
  },
  {
    path: 'Films/Series/Deep Signals/Aiko Tanabe, Theo Okafor - [Northlight] [2018] [Deep Signals] The Answer.mp4',
    durationS: 17,
    picture: 'testsrc2=size=854x480:rate=25,hue=h=180-25*t,negate',
    tone: 349,
    sidecar: { tags: ['signals', 'space'], categories: ['Science fiction'] },
  },
];

const shorts: readonly DemoClip[] = [
  {
    path: 'Shorts/Aiko Tanabe - [Paper Moth] [2023] Rain on the Window.mp4',
    durationS: 12,
    picture: cells('540x960', 30, 'colorchannelmixer=rr=0.4:gg=0.6:bb=1'),
    tone: 392,
    sidecar: { tags: ['rain', 'portrait', 'quiet'], categories: ['Music'] },
  },
  {
    path: 'Shorts/Aiko Tanabe - [Paper Moth] [2023] Loom.mp4',
    durationS: 11,
    picture: cells('720x1280', 110, 'colorchannelmixer=rr=1:gg=0.5:bb=0.3'),
    tone: 294,
    sidecar: { tags: ['weaving', 'portrait', 'patterns'], categories: ['Music'] },
  },
  {
    path: 'Shorts/Sam Whitfield - [Paper Moth] [2024] Ember Count.webm',
    durationS: 9,
    picture: life('480x270', 'life_color=0xffb703:death_color=0x9d0208:mold_color=0x370617', 5),
    tone: 440,
    sidecar: { tags: ['fire', 'patterns'], categories: ['Animation'] },
  },
  {
    path: 'Shorts/Sam Whitfield, Ines Valdivia - [Paper Moth] [2024] Three Primary Moods.mp4',
    durationS: 10,
    picture: 'rgbtestsrc=size=640x480:rate=25,hue=h=36*t,boxblur=12',
    tone: 523,
    sidecar: { tags: ['colour', 'playful'], categories: ['Animation'] },
  },
  {
    path: 'Shorts/Jonah Reyes - [Kite & Anchor] [2016] Static Bloom.mp4',
    durationS: 8,
    picture:
      'color=c=0x3a0ca3:size=640x360:rate=25,noise=alls=90:allf=t+u,gblur=sigma=3,hue=h=45*t',
    tone: 208,
    sidecar: { tags: ['noise', 'colour'], categories: ['Experimental'] },
  },
  {
    path: 'Shorts/Lena Brandt - [Kite & Anchor] [2015] Sunday Broadcast.mkv',
    durationS: 14,
    picture: 'smptehdbars=size=640x360:rate=25,hue=s=0.4+0.6*sin(t),vignette,scale=1280x720',
    tone: 1000,
    sidecar: { tags: ['television', 'nostalgia'], categories: ['Comedy'] },
  },
  {
    path: 'Shorts/Lena Brandt, Sam Whitfield - [Kite & Anchor] [2017] The Pale Triangle.mp4',
    durationS: 13,
    picture: 'sierpinski=size=480x480:rate=24:type=triangle:seed=9,hue=h=320:s=2',
    tone: 247,
    sidecar: { tags: ['fractal', 'square'], categories: ['Comedy'] },
  },
  {
    path: 'Shorts/Tags/silent/Lena Brandt - [Kite & Anchor] [2014] Clockmaker.mp4',
    durationS: 15,
    picture: 'testsrc=size=640x480:rate=25,hue=s=0',
  },
  {
    path: 'Shorts/Performers/Sam Whitfield/Dusk in Four Colours.mp4',
    durationS: 10,
    picture: gradient('720x1280', ['0x264653', '0x2a9d8f', '0xe9c46a', '0xe76f51'], 0.05),
    tone: 311,
    sidecar: { tags: ['evening', 'portrait', 'colour'], studio: 'Paper Moth', year: 2022 },
  },
];

const talks: readonly DemoClip[] = [
  {
    path: 'Talks/Priya Raman - [Lantern Conference] [2022-05-12] How Search Engines Forgive Typos.mp4',
    durationS: 26,
    picture: 'colorspectrum=size=854x480:rate=25,hue=h=15*t',
    tone: 277,
    chapters: ['Edit distance', 'Prefix trees', 'Questions'],
    sidecar: {
      tags: ['search', 'algorithms'],
      categories: ['Lecture'],
      description: 'From edit distance to automata, with a library of videos as the example.',
    },
  },
  {
    path: 'Talks/Priya Raman, Oskar Nyberg - [Lantern Conference] [2023-05-10] Counting Words Well.mp4',
    durationS: 22,
    picture: 'pal75bars=size=640x360:rate=25,hue=h=-20*t,boxblur=14',
    tone: 233,
    sidecar: { tags: ['search', 'statistics', 'language'], categories: ['Lecture'] },
  },
  {
    path: 'Talks/Oskar Nyberg - [Lantern Conference] [2023-05-11] Cellular Automata in an Hour.webm',
    durationS: 14,
    picture: cells('640x360', 90, 'hue=s=0'),
    tone: 185,
    sidecar: { tags: ['patterns', 'mathematics', 'algorithms'], categories: ['Lecture'] },
  },
  {
    path: 'Talks/Oskar Nyberg - [Open Evening] [2021-11-03] A Map of the Mandelbrot Set.mp4',
    durationS: 20,
    picture:
      'mandelbrot=size=480x270:rate=24:maxiter=400:start_x=-0.7436:start_y=-0.1319:end_scale=0.01:end_pts=500,hue=h=120,scale=960x540',
    tone: 156,
    sidecar: { tags: ['fractal', 'mathematics'], categories: ['Lecture'] },
  },
  {
    path: 'Talks/Dr. Helen Achebe - [Open Evening] [2020-02-19] What Colour Is [Priya Raman].mkv',
    durationS: 19,
    picture: waves('854x480', ['hypot(X-80,Y-45)/6-T*2', 'X/30+T', 'Y/14-T']),
    tone: 415,
    sidecar: { tags: ['colour', 'perception'], categories: ['Lecture'] },
  },
];

/** All clips, each collection's together. */
export const demoClips: readonly DemoClip[] = [...films, ...shorts, ...talks];
