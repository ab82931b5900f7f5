// Words that describe a file rather than its content: encoders, containers, qualities, sources. Knows words, not names.

/** Words of which a text that has no others says nothing of the content. */
const technicalWord = new RegExp(
  `^(?:${[
    '\\d{3,4}[pi]\\d{0,3}|[248]k|\\d{2,3}fps|\\d{1,2}-?bits?',
    'sd|hd|fhd|uhd|qhd|hq|hdr|hdr10|sdr|dv',
    'mp4|m4v|mkv|avi|mov|webm|ts|flv|wmv|mpe?g|ogv|3gp',
    '[hx]\\.?26[345]|hevc|avc|av1|vp[89]|xvid|divx|mpeg[124](?:video)?|theora|prores',
    'e?ac3|aac|dts|mp[23]|opus|vorbis|flac|pcm',
    'web|webrip|webdl|dl|bluray|blu|ray|bdrip|brrip|dvd|dvdrip|hdtv|remux|proper|repack',
  ].join('|')})$`,
  'i',
);

/** Resolutions and sources as only names of releases have them. */
const releaseMark =
  /^(?:\d{3,4}[pi]\d{0,3}|blu-?ray|(?:bd|br|dvd|hd|hdtv|tv|sat|vhs|web|uhd)-?rip|web-?dl|hdtv|pdtv|dvd-?scr|dvd[59]|remux|bdremux)$/i;

const videoCodec = /^(?:[hx][. ]?26[45]|hevc|xvid|divx|av1)$/i;

/** Whether a clean text is made of technical words only, such as `4K HDR` or `1080p`. */
export function isTechnical(text: string): boolean {
  const words = text.split(/[ ._+-]+/).filter((word) => word !== '');
  return (
    words.length > 0 &&
    (technicalWord.test(text) || words.every((word) => technicalWord.test(word)))
  );
}

/** What a word is evidence of: that a name is a release's, or that it names a codec. */
export function markKind(word: string): 'release' | 'codec' | undefined {
  // A dash sets off the group: `x264-GROUP`. `WEB` alone is a mark only as release groups write it.
  const [first = ''] = word.split('-', 1);
  if (word === 'WEB' || releaseMark.test(word) || releaseMark.test(first)) return 'release';
  return videoCodec.test(word) || videoCodec.test(first) ? 'codec' : undefined;
}
