import { describe, expect, it } from 'vitest';
import type { FfmpegCommand } from '../../../worker/ffmpeg/ffmpeg-command.ts';
import { pictureFilters } from '../../../core/media/picture-filters.ts';
import { sampleCommand, stillCommand } from '../../../worker/previews/still-commands.ts';
import { joinCommand, partsList, teaserCommand } from '../../../worker/previews/teaser-command.ts';
import { smallTeaser } from '../../../worker/previews/teaser.ts';
import {
  seekTilesCommand,
  sheetsCommand,
  sweepCommand,
} from '../../../worker/previews/tile-commands.ts';
import type { VideoSource } from '../../../core/media/video-source.ts';

const source: VideoSource = {
  path: '/library/-i http: %d.mp4',
  streamIndex: 2,
  codec: 'h264',
  size: { width: 1920, height: 1080 },
  startS: 0,
  durationS: 600,
  soundEndS: undefined,
  frameRate: 25,
  clockOffsetS: 0,
  sizeBytes: 1_000_000,
  dynamicRange: 'sdr',
  isInterlaced: false,
  hasColourMatrix: true,
  hasPictureTimes: true,
  seeksToKeyframes: true,
  opensByHeader: true,
};
const tools = {
  ffmpegPath: 'ffmpeg',
  ffprobePath: 'ffprobe',
  version: '7.1',
  canToneMap: true,
  hasX264: true,
  threads: 2,
};
const size = { width: 640, height: 360 };
const point = { timeS: 12, isKeyframe: true };
const plan = { intervalS: 5, count: 120, tile: { width: 240, height: 136 } };
const clips = [point, { timeS: 40, isKeyframe: false }];
const cut = {
  path: '/making/t.mp4',
  samplesPath: '/making/s.gray',
  size,
  frameRate: 25,
  clips,
  trustsHeader: false,
};

const commands: readonly (readonly [string, FfmpegCommand])[] = [
  ['samples', sampleCommand(source, [{ point, path: '/making/a.gray' }])],
  ['stills', stillCommand(source, [{ point, files: [{ path: '/making/a.jpg', size }] }], tools)],
  ['teasers', teaserCommand(source, cut, { format: smallTeaser, tools })],
  ['sweeps', sweepCommand(source, '/making/t.yuv', { plan, tools, keyframesOnly: true })],
  ['tiles', seekTilesCommand(source, [{ point, path: '/making/0.yuv' }], { plan, tools })],
];

/** The value after an option. */
function valueOf(options: readonly string[], name: string): string | undefined {
  return options.includes(name) ? options[options.indexOf(name) + 1] : undefined;
}

describe.each(commands)('the command for %s', (_, command) => {
  it('reads the file as a video and nothing else, by a name that means nothing else', () => {
    for (const { path, options } of command.inputs) {
      expect(path).toBe('file:/library/-i http: %d.mp4');
      expect(valueOf(options, '-protocol_whitelist')).toBe('file');
      const formats = valueOf(options, '-format_whitelist')?.split(',');
      expect(formats).toContain('matroska');
      for (const dangerous of ['concat', 'hls', 'dash', 'image2', 'lavfi'])
        expect(formats).not.toContain(dangerous);
    }
  });

  it('limits the threads of every decoder', () => {
    for (const { options } of command.inputs)
      expect(Number(valueOf(options, '-threads'))).toBeLessThanOrEqual(2);
  });

  it('takes the stream that was chosen', () => {
    const text = [command.filterGraph, ...command.outputs.flatMap((output) => output.options)];
    expect(text.some((part) => part?.includes('0:2'))).toBe(true);
  });
});

describe('teaserCommand', () => {
  const command = teaserCommand(source, cut, { format: smallTeaser, tools });

  it('reads one stretch a clip, from a keyframe where there is one', () => {
    expect(command.inputs.map(({ options }) => options.slice(-5))).toEqual([
      ['-noaccurate_seek', '-ss', '12.001', '-t', '1.300'],
      ['noref', '-ss', '40.000', '-t', '1.300'],
    ]);
  });

  it('joins clips of one size and rate, each as long as it should be', () => {
    const graph = command.filterGraph ?? '';
    expect(graph.match(/fps=25,scale=640:360/g)).toHaveLength(2);
    expect(graph.match(/trim=duration=1\.3/g)).toHaveLength(2);
    expect(graph).toContain('[c0][c1]concat=n=2:v=1:a=0[clips];[clips]split[teaser]');
  });

  it('keeps a small grey picture out of the middle of each clip', () => {
    expect(command.filterGraph).toContain('fps=fps=1/1.3:start_time=0:round=near,scale=64:36');
    expect(command.outputs[1]?.path).toBe('/making/s.gray');
  });

  it('writes a silent H.264 file that plays before it is loaded', () => {
    const options = command.outputs[0]?.options ?? [];
    expect(options).toContain('-an');
    expect(valueOf(options, '-c:v')).toBe('libx264');
    expect(valueOf(options, '-pix_fmt')).toBe('yuv420p');
    expect(valueOf(options, '-movflags')).toBe('+faststart');
    expect(valueOf(options, '-map')).toBe('[teaser]');
  });

  it('looks into the file before it opens it, unless the header may be trusted and says enough', () => {
    const looksInto = (trustsHeader: boolean, opensByHeader: boolean) =>
      !teaserCommand(
        { ...source, opensByHeader },
        { ...cut, trustsHeader },
        { format: smallTeaser, tools },
      ).inputs.every(({ options }) => options.includes('-nofind_stream_info'));
    expect(looksInto(true, true)).toBe(false);
    expect(looksInto(true, false)).toBe(true);
    expect(looksInto(false, true)).toBe(true);
  });

  it('shows a short video whole, at its own pace', () => {
    const whole = teaserCommand(source, { ...cut, clips: [] }, { format: smallTeaser, tools });
    expect(whole.inputs).toHaveLength(1);
    expect(whole.inputs[0]?.options).not.toContain('-ss');
    expect(whole.filterGraph).not.toContain('tpad');
  });
});

describe('joinCommand', () => {
  it('copies the teasers of a list of files beside it, and reads nothing else', () => {
    const { inputs, outputs } = joinCommand('/making/parts.txt', '/making/t.mp4');
    expect(inputs).toEqual([
      {
        path: 'file:/making/parts.txt',
        options: ['-protocol_whitelist', 'file', '-f', 'concat'],
      },
    ]);
    expect(valueOf(outputs[0]?.options ?? [], '-c')).toBe('copy');
    expect(valueOf(outputs[0]?.options ?? [], '-movflags')).toBe('+faststart');
    expect(partsList(['part-0.mp4', 'part-1.mp4'])).toBe(
      'ffconcat version 1.0\nfile part-0.mp4\nfile part-1.mp4\n',
    );
  });
});

describe('stillCommand', () => {
  it('decodes a picture once for all its sizes', () => {
    const files = [
      { path: '/making/s.jpg', size },
      { path: '/making/l.jpg', size: { width: 1280, height: 720 } },
    ];
    const command = stillCommand(source, [{ point, files }], tools);
    expect(command.inputs).toHaveLength(1);
    expect(command.outputs.map(({ path }) => path)).toEqual(['/making/s.jpg', '/making/l.jpg']);
  });
});

describe('sheetsCommand', () => {
  it('cuts the tiles of each sheet out of the one file', () => {
    const sheets = [
      { first: 0, count: 120, columns: 10, rows: 12, path: '/making/1.jpg' },
      { first: 120, count: 5, columns: 5, rows: 1, path: '/making/2.jpg' },
    ];
    const { inputs, outputs } = sheetsCommand('/making/t.yuv', sheets, plan.tile);
    expect(inputs.map(({ options }) => options.slice(-4))).toEqual([
      ['-ss', '0', '-t', '120'],
      ['-ss', '120', '-t', '5'],
    ]);
    expect(outputs.map(({ options }) => valueOf(options, '-vf'))).toEqual([
      'tile=10x12',
      'tile=5x1',
    ]);
  });
});

describe('pictureFilters', () => {
  const filters = (change: Partial<VideoSource>, canToneMap = true) =>
    pictureFilters({ source: { ...source, ...change }, size, target: 'jpeg', canToneMap });

  it('makes full-range BT.601 for JPEG and TV-range BT.709 for video', () => {
    expect(filters({})).toBe(
      'scale=640:360:flags=lanczos:out_color_matrix=bt601:out_range=pc,format=yuvj420p,setsar=1',
    );
    expect(pictureFilters({ source, size, target: 'video', canToneMap: true })).toBe(
      'scale=640:360:flags=area:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1',
    );
  });

  it('makes a video a little smaller with the sharper scaler', () => {
    const little = { ...source, size: { width: 1138, height: 640 } };
    const options = { source: little, size, target: 'video', canToneMap: true } as const;
    expect(pictureFilters(options)).toContain('flags=lanczos');
  });

  it('takes large pictures of unknown colours for BT.709, and leaves small ones to ffmpeg', () => {
    expect(filters({ hasColourMatrix: false })).toContain('in_color_matrix=bt709');
    const small = {
      hasColourMatrix: false,
      hasPictureTimes: true,
      size: { width: 640, height: 480 },
    };
    expect(filters(small)).not.toContain('in_color_matrix');
  });

  it('deinterlaces only interlaced pictures', () => {
    expect(filters({ isInterlaced: true })).toMatch(/^bwdif=/);
    expect(filters({})).not.toContain('bwdif');
  });

  it.each([
    ['pq', 'smpte2084'],
    ['hlg', 'arib-std-b67'],
  ] as const)('turns %s into SDR after scaling', (dynamicRange, transfer) => {
    expect(filters({ dynamicRange })).toMatch(
      new RegExp(`^scale=640:360:flags=lanczos,zscale=tin=${transfer}.*tonemap=hable`),
    );
  });

  it('undoes the PQ curve by an ever rising one where zscale is missing', () => {
    const chain = filters({ dynamicRange: 'pq' }, false);
    expect(chain).not.toContain('zscale');
    const points = /curves=all='([^']+)'/.exec(chain)?.[1]?.split(' ') ?? [];
    const levels = points.map((pair) => Number(pair.split('/')[1]));
    expect(levels).toHaveLength(17);
    expect(levels[0]).toBe(0);
    expect(levels.at(-1)).toBe(1);
    expect(levels.toSorted((a, b) => a - b)).toEqual(levels);
    // 100 nits, half way up the PQ scale, is a bright grey on an SDR screen.
    expect(levels[8]).toBeGreaterThan(0.6);
    expect(levels[8]).toBeLessThan(0.85);
  });

  it('leaves HLG as it is where zscale is missing', () => {
    expect(filters({ dynamicRange: 'hlg' }, false)).not.toMatch(/zscale|curves/);
  });
});
