// Reads .nfo files without XML: a link to a film database, as Kodi allows it, alone or in the text that comes with releases.

import { toSourceId } from '../name/take-provider-id.ts';

/** https://kodi.wiki/view/NFO_files/Parsing */
const links: readonly (readonly [string, RegExp])[] = [
  ['imdb', /imdb\.com\/(?:[a-z-]{2,5}\/)?title\/(tt\d{1,12})/i],
  ['tmdb', /themoviedb\.org\/(?:movie|tv)\/(\d{1,12})/i],
  ['tvdb', /thetvdb\.com\/\S{0,100}?(?:id=|series\/|movies\/)(\d{1,12})/i],
];

/** The id of the video where the text links to; nothing else is read. */
export function fromNfoText(text: string): { readonly sourceId: string | undefined } {
  for (const [provider, link] of links) {
    const id = link.exec(text)?.[1];
    if (id !== undefined) return { sourceId: toSourceId(provider, id) };
  }
  return { sourceId: undefined };
}
