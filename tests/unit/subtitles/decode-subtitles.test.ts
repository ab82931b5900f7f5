import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSubtitles } from '../../../server/subtitles/decode-subtitles.ts';

/** A file as SubRip has it; every byte of a single-byte encoding is looked up, because Node only decodes. */
function srt(lines: readonly string[]): string {
  return lines
    .map((line, index) => `${index + 1}\n00:00:0${index},000 --> 00:00:0${index},900\n${line}\n`)
    .join('\n');
}

function encode(text: string, encoding: string): Uint8Array {
  const bytes = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding);
  const remember = (sequence: readonly number[]) => {
    const character = decoder.decode(Uint8Array.from(sequence));
    if (Array.from(character).length === 1 && !bytes.has(character)) bytes.set(character, sequence);
  };
  for (let byte = 0; byte < 256; byte += 1) remember([byte]);
  for (let lead = 0x81; lead < 256; lead += 1)
    for (let trail = 0x40; trail < 256; trail += 1) remember([lead, trail]);
  return Uint8Array.from(Array.from(text).flatMap((character) => bytes.get(character) ?? [0x3f]));
}

const spoken = {
  fr: [
    'Où étais-tu hier soir ? Je t’ai cherchée partout.',
    'À la fenêtre, près de la forêt, ma chère.',
  ],
  pl: [
    'Gdzie byłeś wczoraj wieczorem? Szukałem cię wszędzie.',
    'Proszę, zamknij drzwi i usiądź tutaj, źle wyglądasz.',
  ],
  ru: [
    'Где ты был вчера вечером? Я тебя везде искал.',
    'Садись, пожалуйста, и расскажи мне всё по порядку.',
  ],
  el: ['Πού ήσουν χθες το βράδυ; Σε έψαχνα παντού.', 'Κάθισε και πες μου τα πάντα από την αρχή.'],
  ja: ['昨日の夜はどこにいたの？ずっと探していたんだよ。', 'ごめんなさい、海を見ていました。'],
  zh: ['昨天晚上你在哪里？我到处找你。', '对不起，我在海边看日出。'],
  th: ['เมื่อคืนเธอไปไหนมา ฉันตามหาเธอไปทั่ว', 'ขอโทษนะ ฉันไปดูทะเลแล้วก็เผลอหลับไป'],
  uk: [
    'Де ти був учора ввечері? Я шукав тебе всюди, по всьому місту.',
    'Я не знаю, про що ти говориш.',
    'Нам треба поговорити про твого батька.',
  ],
  ar: [
    'أين كنت ليلة أمس؟ بحثت عنك في كل مكان.',
    'من فضلك أغلق الباب واجلس.',
    'هذا ليس مضحكا، هل تعلم؟ يجب أن نتحدث عن والدك.',
    'لأنني كنت خائفة من أن ترحل.',
  ],
  ko: ['어젯밤에 어디 있었어? 계속 찾았잖아.', '미안해요, 바다를 보고 있었어요.'],
} as const;

describe('subtitles', () => {
  test.each([
    ['fr', 'windows-1252'],
    ['pl', 'windows-1250'],
    ['ru', 'windows-1251'],
    ['ru', 'koi8-r'],
    ['el', 'windows-1253'],
    ['ja', 'shift_jis'],
    ['zh', 'gbk'],
    ['ko', 'euc-kr'],
    ['th', 'windows-874'],
    ['uk', 'koi8-u'],
    ['ar', 'windows-1256'],
  ] as const)('in %s are read from %s', (language, encoding) => {
    const text = srt(spoken[language]);
    const read = decodeSubtitles(encode(text, encoding), language);
    expect(read).toBe(text);
  });

  test('in Thai are known for it where nothing says so, and nothing else is taken for Thai', () => {
    const thai = srt(spoken.th);
    expect(decodeSubtitles(encode(thai, 'windows-874'), undefined)).toBe(thai);
    for (const [language, encoding] of [
      ['ru', 'windows-1251'],
      ['el', 'windows-1253'],
      ['ja', 'shift_jis'],
      ['zh', 'gbk'],
      ['ko', 'euc-kr'],
    ] as const)
      expect(decodeSubtitles(encode(srt(spoken[language]), encoding), undefined)).not.toMatch(
        /\p{Script=Thai}/u,
      );
  });

  test('are not read as what some of their bytes cannot be', () => {
    const text = srt(spoken.ar);
    expect(decodeSubtitles(encode(text, 'windows-1256'), undefined)).toBe(text);
  });

  test('in Japanese of seven bits are not taken for English', () => {
    const bytes = Buffer.from(srt(['\x1b$B:rF|$NLk$O$I$3\x1b(B']));
    expect(decodeSubtitles(bytes, undefined)).toBe(srt(['昨日の夜はどこ']));
  });

  test('are read from UTF-8 and UTF-16, with and without a mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (line) => {
        const text = srt([line.replaceAll('\0', '')]);
        const bytes = Buffer.from(text, 'utf16le');
        const swapped = Buffer.from(bytes).swap16();
        expect(decodeSubtitles(Buffer.from(text), undefined)).toBe(text);
        expect(decodeSubtitles(Buffer.from(`\ufeff${text}`), undefined)).toBe(text);
        expect(decodeSubtitles(bytes, undefined)).toBe(text);
        expect(decodeSubtitles(swapped, undefined)).toBe(text);
        expect(
          decodeSubtitles(Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]), undefined),
        ).toBe(text);
      }),
    );
  });

  test('with one broken byte keep all the others', () => {
    const bytes = Buffer.concat([Buffer.from(srt(spoken.ru)), Buffer.from([0xff])]);
    expect(decodeSubtitles(bytes, 'ru')).toContain(spoken.ru[1]);
    const japanese = Buffer.concat([encode(srt(spoken.ja), 'shift_jis'), Buffer.from([0xff])]);
    expect(decodeSubtitles(japanese, undefined)).toContain(spoken.ja[1]);
  });

  test('that are no text are none', () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0xff, 0xfe]);
    expect(decodeSubtitles(picture, undefined)).toBeUndefined();
  });

  test('are never found by throwing, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        decodeSubtitles(bytes, undefined);
      }),
    );
  });
});
