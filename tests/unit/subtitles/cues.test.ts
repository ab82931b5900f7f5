import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAssCues } from '../../../server/subtitles/ass-cues.ts';
import { cueText } from '../../../server/subtitles/cue-text.ts';
import { writeWebVtt } from '../../../server/subtitles/write-webvtt.ts';

const plain = { isBold: false, isItalic: false, isUnderlined: false, isOnTop: false };
const textOf = (text: string) => cueText(text, plain).text;

describe('the text of a cue', () => {
  test.each([
    ['Hello', 'Hello'],
    ['Hello\\Nthere', 'Hello\nthere'],
    ['a\\N\\N\\Nb', 'a\nb'],
    ['{\\i1}it{\\i0} {\\b1}bo{\\b}ld', '<i>it</i> <b>bo</b>ld'],
    ['{\\b1\\i1}both{\\rOther}none', '<b><i>both</i></b>none'],
    ['{\\i1}\\Nfirst{\\i0}', '<i>first</i>'],
    ['{\\bord2\\blur1\\be1\\pos(1,2)\\alpha&H00&}plain', 'plain'],
    ['{a comment}said', 'said'],
    ['\\{braces\\}', '{braces}'],
    ['2 < 3 & <script>alert(1)</script>', '2 &lt; 3 &amp; &lt;script&gt;alert(1)&lt;/script&gt;'],
    ['a --> b', 'a --&gt; b'],
    ['{\\p1}m 0 0 l 9 9{\\p0}', ''],
    ['{unclosed', '{unclosed'],
    ['back\\slash', 'back\\slash'],
  ])('%j is written as %j', (text, written) => {
    expect(textOf(text)).toBe(written);
  });

  test('stands on top where an override or its style says so', () => {
    expect(cueText('{\\an8}x', plain).isOnTop).toBe(true);
    expect(cueText('{\\a6}x', plain).isOnTop).toBe(true);
    expect(cueText('{\\an2}x', { ...plain, isOnTop: true }).isOnTop).toBe(false);
  });

  test('holds no marks but its own, no empty line and no arrow, whatever it is made of', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '\\',
      'i1',
      'b1',
      'p1',
      'N',
      '<',
      '>',
      '-->',
      '&',
      ' ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = textOf(pieces.join(''));
        expect(text.replaceAll(/<\/?[biu]>/g, '')).not.toMatch(/[<>]|\n\n|^\n|\n$/);
        const opened = text.match(/<[biu]>/g) ?? [];
        expect(text.match(/<\/[biu]>/g) ?? []).toHaveLength(opened.length);
      }),
    );
  });

  test('is read in a time that grows with its length', () => {
    for (const text of ['{', '{a', '\\', '{\\i1', '}']) {
      expect(textOf(text.repeat(300_000))).toBeTypeOf('string');
    }
  });
});

const header = `[Script Info]
[V4+ Styles]
Format: Name, Fontname, Bold, Italic, Underline, Alignment
Style: Default,Arial,0,0,0,2
Style: Sign,Arial,-1,0,0,8

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`;

function cuesOf(...events: readonly string[]) {
  return readAssCues(header + events.map((event) => `Dialogue: 0,${event}`).join('\r\n'));
}

describe('the events of an ASS file', () => {
  test('are cues in the order of their times', () => {
    const cues = cuesOf(
      '0:00:05.00,0:00:06.50,Default,,0,0,0,,Second, with a comma',
      '1:00:00.00,1:00:01.00,Sign,,0,0,0,,On top',
      '0:00:01.00,0:00:02.00,Unknown,,0,0,0,,First',
    );
    expect(cues).toEqual([
      { startS: 1, endS: 2, text: 'First', isOnTop: false },
      { startS: 5, endS: 6.5, text: 'Second, with a comma', isOnTop: false },
      { startS: 3600, endS: 3601, text: '<b>On top</b>', isOnTop: true },
    ]);
    expect(writeWebVtt(cues)).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nFirst\n\n' +
        '00:00:05.000 --> 00:00:06.500\nSecond, with a comma\n\n' +
        '01:00:00.000 --> 01:00:01.000 line:0\n<b>On top</b>\n',
    );
  });

  test('that end before they begin, or say nothing, are none', () => {
    const cues = cuesOf(
      '0:00:05.00,0:00:04.00,Default,,0,0,0,,Back',
      '0:00:05.00,0:00:06.00,Default,,0,0,0,,{\\an8}',
      '-0:00:05.00,0:00:06.00,Default,,0,0,0,,Before all',
      'nonsense',
    );
    expect(cues).toEqual([]);
  });

  test('are bounded in number and length', () => {
    const many = Array.from({ length: 50_001 }, (_, at) => `0:00:01.00,0:00:02.00,,,,,,,${at}`);
    expect(cuesOf(...many)).toHaveLength(50_000);
    const long = `0:00:01.00,0:00:02.00,,,,,,,${'x'.repeat(1e6)}`;
    expect(cuesOf(long).map(({ text }) => text.length)).toEqual([10_000]);
  });

  test('are shown once when they are there in several layers, and not for ever without an end', () => {
    const line = '0:00:05.00,0:00:06.00,Default,,0,0,0,,Same';
    expect(cuesOf(line, line)).toHaveLength(1);
    expect(cuesOf('0:00:05.00,9:59:59.99,Default,,0,0,0,,Open')).toMatchObject([{ endS: 10 }]);
  });
});
