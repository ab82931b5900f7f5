import { expect, test } from 'vitest';
import { chooseEncoder } from '../../server/playback/usable-encoder.ts';
import { SegmentRun } from '../../server/playback/segment-run.ts';

test('an ffmpeg that writes nothing is ended, and whoever waits is told', async () => {
  const run = new SegmentRun({
    ffmpegPath: 'sleep',
    argv: ['1000'],
    segments: [{ startS: 0, durationS: 6 }],
    first: 0,
    mayBeginLate: true,
    stallMs: 20,
    storeHeader: () => Promise.reject(new Error('nothing is written')),
    storeSegment: () => Promise.reject(new Error('nothing is written')),
    isStored: () => Promise.resolve(false),
  });
  await expect(run.made(0, new AbortController().signal)).rejects.toThrow(/does the drive/);
  await run.ended;
});

test('an encoder that does not work here is replaced, with the reason and the remedy', async () => {
  const tools = () => Promise.resolve({ ffmpegPath: 'ffmpeg' });
  const { encoder, problem } = await chooseEncoder('h264_videotoolbox', tools);
  expect(encoder).toBe('libx264');
  expect(problem).toMatch(/h264_videotoolbox of playback\.encoder does not work.*choose another/s);
  expect(await chooseEncoder('libx264', tools)).toEqual({ encoder: 'libx264', problem: undefined });
});
