// When ffmpeg counts as stalled.

import { expect, it, onTestFinished, vi } from 'vitest';
import { SignsOfLife } from '../../../worker/ffmpeg/signs-of-life.ts';

/** No process has this number: the system says nothing of CPU time, so only reports tell. */
const noPid = 2 ** 30;

it('does not take a clock that is set for a stall', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const life = new SignsOfLife();
  expect(life.readLine('frame=1')).toBe(true);
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await life.readSilenceMs(noPid)).toBeLessThan(60_000);
});
