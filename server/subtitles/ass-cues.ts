// Reads the events of an ASS file, the form into which ffmpeg brings all subtitles. Pure.
// Format: http://www.tcax.org/docs/ass-specs.htm

import { cueText, type TextStyle } from './cue-text.ts';

/** Text that is shown for a while. Times in seconds. */
export interface Cue {
  readonly startS: number;
  readonly endS: number;
  /** As WebVTT has it: escaped, with `b`, `i` and `u`. */
  readonly text: string;
  readonly isOnTop: boolean;
}

/** What ffmpeg writes for an end that it does not know. */
const UNKNOWN_END = '9:59:59.99';
const UNKNOWN_LENGTH_S = 5;

/** A film has some thousands, one with every sign set in type some ten thousands. What follows is left out. */
const MOST_CUES = 50_000;
/** What is longer fills the picture many times. */
const MOST_CHARACTERS = 10_000;

const plain: TextStyle = { isBold: false, isItalic: false, isUnderlined: false, isOnTop: false };

/** The first 50,000 cues in their order; what is not shown (drawings, empty lines) and what is there twice is left out. */
export function readAssCues(ass: string): readonly Cue[] {
  const styles = new Map<string, TextStyle>();
  const cues = new Map<string, Cue>();
  let section = '';
  let columns: readonly string[] = [];
  for (const line of linesOf(ass)) {
    if (cues.size >= MOST_CUES) break;
    if (line.startsWith('[')) section = line.trim().toLowerCase();
    const [, kind = '', values = ''] = /^(Format|Style|Dialogue):\s*(.*)$/.exec(line) ?? [];
    if (kind === 'Format') columns = values.split(',').map((name) => name.trim().toLowerCase());
    else if (kind === 'Style') {
      const row = toRow(columns, values);
      styles.set(row.get('name') ?? '', toStyle(row, section === '[v4 styles]'));
    } else if (kind === 'Dialogue') {
      const row = toRow(columns, values);
      const cue = toCue(row, styles.get(row.get('style') ?? '') ?? plain);
      if (cue !== undefined) cues.set(`${cue.startS} ${cue.endS} ${cue.text}`, cue);
    }
  }
  return [...cues.values()].sort((a, b) => a.startS - b.startS);
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    yield text.slice(start, end).replace(/\r$/, '');
    start = end + 1;
  }
}

/** The last column is the text, which may hold commas. */
function toRow(columns: readonly string[], values: string): ReadonlyMap<string, string> {
  const row = new Map<string, string>();
  let at = 0;
  for (const [index, column] of columns.entries()) {
    const comma = index === columns.length - 1 ? -1 : values.indexOf(',', at);
    const end = comma < 0 ? values.length : comma;
    row.set(column, values.slice(at, end));
    at = end + 1;
  }
  return row;
}

/** @param isLegacy SSA, which counts places in another way: the top ones are 5 to 7 */
function toStyle(row: ReadonlyMap<string, string>, isLegacy: boolean): TextStyle {
  const isOn = (column: string) => !['', '0', undefined].includes(row.get(column)?.trim());
  const alignment = Number(row.get('alignment'));
  return {
    isBold: isOn('bold'),
    isItalic: isOn('italic'),
    isUnderlined: isOn('underline'),
    isOnTop: isLegacy ? alignment >= 5 && alignment <= 7 : alignment >= 7,
  };
}

function toCue(row: ReadonlyMap<string, string>, style: TextStyle): Cue | undefined {
  const startS = toSeconds(row.get('start') ?? '');
  const end = (row.get('end') ?? '').trim();
  if (startS === undefined) return undefined;
  const endS = end === UNKNOWN_END ? startS + UNKNOWN_LENGTH_S : toSeconds(end);
  const { text, isOnTop } = cueText((row.get('text') ?? '').slice(0, MOST_CHARACTERS), style);
  if (endS === undefined || endS <= startS || text === '') return undefined;
  return { startS, endS, text, isOnTop };
}

function toSeconds(time: string): number | undefined {
  const [, hours, minutes, seconds] = /^\s*(\d+):(\d{2}):(\d{2}\.\d{2})\s*$/.exec(time) ?? [];
  return seconds === undefined
    ? undefined
    : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
