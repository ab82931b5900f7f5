// Videos that flash white and beep at the same moments, and how far apart these are in what is made of them.

import { runProcess } from '../../core/run-process.ts';

const everyS = 4;
const lengthS = 0.12;
const graph = (source: string) => ['-f', 'lavfi', '-i', source];

/** 20 s of 25 pictures each, every fourth of which begins with a flash and a beep. `output` says how they are encoded. */
export async function makeFlashes(path: string, output: readonly string[]): Promise<void> {
  const isOn = `lt(mod(t\\,${everyS})\\,${lengthS})`;
  const flash = `drawbox=w=iw:h=ih:c=white:t=fill:enable='${isOn}'`;
  await runProcess('ffmpeg', [
    ...['-v', 'error', '-y'],
    ...graph(`color=c=black:s=160x90:r=25:d=20,${flash}`),
    ...graph(`aevalsrc='if(${isOn}\\,sin(2*PI*1000*t)\\,0)':d=20:s=48000`),
    ...output,
    path,
  ]);
}

/** By how many milliseconds each beep comes after its flash, by the times in the file. */
export async function beepDelaysMs(path: string): Promise<readonly number[]> {
  const light = 'scale=32:18,signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-';
  const silence = 'silencedetect=n=-25dB:d=0.5,ametadata=print:key=lavfi.silence_end:file=-';
  const flashesS = startsOf(await filter(path, ['-an', '-vf', light]));
  const sound = await filter(path, ['-vn', '-af', silence]);
  const beepsS = Array.from(sound.matchAll(/silence_end=([\d.]+)/g), ([, time]) => Number(time));
  return flashesS.flatMap((flashS) => {
    const delays = beepsS.map((beepS) => Math.round((beepS - flashS) * 1000));
    return delays.find((delayMs) => Math.abs(delayMs) < (everyS * 1000) / 2) ?? [];
  });
}

async function filter(path: string, filters: readonly string[]): Promise<string> {
  const args = ['-v', 'error', '-copyts', '-i', path, ...filters, '-f', 'null', '-'];
  return (await runProcess('ffmpeg', args)).toString();
}

/** When it becomes light, in seconds. */
function startsOf(printed: string): readonly number[] {
  const pictures = Array.from(
    printed.matchAll(/pts_time:([\d.-]+)\n.*YAVG=([\d.]+)/g),
    ([, time, brightness]) => ({ timeS: Number(time), isLight: Number(brightness) > 90 }),
  );
  return pictures.flatMap(({ timeS, isLight }, index) =>
    isLight && pictures[index - 1]?.isLight === false ? [timeS] : [],
  );
}
