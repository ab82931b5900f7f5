// Cues as a WebVTT file. Pure. https://www.w3.org/TR/webvtt1/

import type { Cue } from './ass-cues.ts';

/** The text of the file. */
export function writeWebVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startS, endS, text, isOnTop }) => {
    const place = isOnTop ? ' line:0' : '';
    return `${writeTime(startS)} --> ${writeTime(endS)}${place}\n${text}\n`;
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

function writeTime(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const part = (value: number, digits: number) => String(value).padStart(digits, '0');
  const whole = Math.floor(ms / 1000);
  const hours = part(Math.floor(whole / 3600), 2);
  const minutes = part(Math.floor(whole / 60) % 60, 2);
  return `${hours}:${minutes}:${part(whole % 60, 2)}.${part(ms % 1000, 3)}`;
}
