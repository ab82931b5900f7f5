// Languages as BCP 47 tags, from what files and people call them. Browser-safe, pure.

/** Codes that stand for no language: https://www.loc.gov/standards/iso639-2/faq.html#special */
const noLanguages: ReadonlySet<string> = new Set(['und', 'mis', 'mul', 'zxx', 'root']);

/** Codes that are none, but that people write. */
const misspelt: Readonly<Record<string, string>> = {
  chs: 'zh-Hans',
  cht: 'zh-Hant',
  cn: 'zh',
  cz: 'cs',
  dk: 'da',
  gr: 'el',
  jp: 'ja',
  pob: 'pt-BR',
  ua: 'uk',
};

/** Varieties that have names of their own. */
const varieties = [
  'en-GB',
  'en-US',
  'es-419',
  'es-ES',
  'fr-CA',
  'pt-BR',
  'pt-PT',
  'zh-Hans',
  'zh-Hant',
];

/** Other names of languages. */
const otherNames: readonly (readonly [string, string])[] = [
  ['brazilian', 'pt-BR'],
  ['castilian', 'es-ES'],
  ['farsi', 'fa'],
  ['latino', 'es-419'],
  ['mandarin', 'zh'],
  ['cantonese', 'yue'],
];

const codePattern = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i;

const displayNames = new Intl.DisplayNames(['en'], {
  type: 'language',
  languageDisplay: 'standard',
  fallback: 'none',
});

/** The tag of a code: `de` for `ger`, `pt-BR` for `pt_br`. Undefined for what is no known language. */
export function languageTag(code: string): string | undefined {
  const text = code.trim().replaceAll('_', '-');
  const spelt = misspelt[text.toLowerCase()] ?? text;
  if (!codePattern.test(spelt)) return undefined;
  const [tag = ''] = Intl.getCanonicalLocales(spelt);
  const language = primaryLanguage(tag);
  return noLanguages.has(language) || displayNames.of(language) === undefined ? undefined : tag;
}

/** The tag of a name, in English or in the language itself: `es` for `Spanish` and for `Español`. */
export function languageOfName(name: string): string | undefined {
  tagsByName ??= collectNames();
  return tagsByName.get(fold(name));
}

/** `Portuguese (Brazil)` for `pt-BR`. */
export function languageName(tag: string): string {
  return displayNames.of(tag) ?? tag;
}

/** `pt` for `pt-BR`. */
export function primaryLanguage(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}

let tagsByName: ReadonlyMap<string, string> | undefined;

function collectNames(): ReadonlyMap<string, string> {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const tags = [...new Set([...varieties, ...codes].flatMap((code) => languageTag(code) ?? []))];
  const named = tags.flatMap((tag) =>
    namesOf(tag).map((name): readonly [string, string] => [fold(name), tag]),
  );
  return new Map([...named, ...otherNames]);
}

function namesOf(tag: string): readonly string[] {
  return [
    ['en', 'standard'],
    ['en', 'dialect'],
    [tag, 'standard'],
    [tag, 'dialect'],
  ].flatMap(([locale = tag, display]) => {
    const languageDisplay = display === 'dialect' ? 'dialect' : 'standard';
    const names = new Intl.DisplayNames([locale], {
      ...{ type: 'language', fallback: 'none', languageDisplay },
    } as const);
    return names.of(tag) ?? [];
  });
}

/** Letters of any script without case and marks, with single spaces between words. */
function fold(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{Mark}/gu, '');
  return plain
    .toLowerCase()
    .replaceAll(/[^\p{Letter}]+/gu, ' ')
    .trim();
}
