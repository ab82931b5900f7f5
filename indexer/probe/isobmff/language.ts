// The language field of a media header. Pure.

/** QuickTime's language codes, by number: QuickTime File Format Specification, "Language code values". */
const quickTimeLanguages =
  'eng fra deu ita dut swe spa dan por nor heb jpn ara fin ell isl mlt tur hrv zho urd hin tha kor'.split(
    ' ',
  );

/** Three letters of five bits each (ISO/IEC 14496-12, 8.4.2.3), or a small number as QuickTime has it. */
export function parseMediaLanguage(code: number): string | undefined {
  if (code < 0x400) return quickTimeLanguages[code];
  const letters = [10, 5, 0].map((shift) => String.fromCharCode(0x60 + ((code >> shift) & 31)));
  const language = letters.join('');
  return /^[a-z]{3}$/.test(language) && language !== 'und' ? language : undefined;
}
