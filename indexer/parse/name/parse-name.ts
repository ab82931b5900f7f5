// Reads one file name by the templates. Folders and sidecars are read elsewhere.

import { cleanText, trimDashes, uniqueValues } from '../field/clean-text.ts';
import type { Template } from '../template/compile-template.ts';
import { cutQuality } from '../release/cut-release.ts';
import { matchTemplate } from '../template/match-template.ts';
import { separateWords } from './separate-words.ts';
import { takeHashtags } from './take-hashtags.ts';
import { takeProviderId } from './take-provider-id.ts';
import { readTitleEdges, type TitledFields } from './title-edges.ts';
import type { VideoFields } from '../field/video-fields.ts';

/** What a name says. */
export interface ParsedName {
  /** The title is never empty. */
  readonly fields: TitledFields;
  /** The source of the template that matched, or undefined when none did. */
  readonly template: string | undefined;
}

/** The title of a file whose name has no visible character. */
const noTitle = 'Untitled';

interface Match {
  readonly fields: VideoFields;
  readonly template: string;
}

function firstMatch(
  templates: readonly Template[],
  text: string,
  written: string,
): Match | undefined {
  for (const template of templates) {
    const fields = matchTemplate(template, text, written);
    if (fields !== undefined) return { fields, template: template.source };
  }
  return undefined;
}

/** Where `{release}` is among the templates, the others do not see what a name says of the quality of the file. */
function knowsReleases(templates: readonly Template[]): boolean {
  return templates.some(({ steps }) => steps === undefined);
}

/**
 * Reads a name **without its extension**: brings it into Unicode form NFC with single spaces, gives `big_buck_bunny`
 * its spaces, takes out `{imdb-tt0816692}`, the `#tag` words and the quality (`[1080p x265]`), applies the first template
 * that matches, and reads the edges of the title. Without a match or a title in it, what is left of the name is the title, and in the end the bare name. Never throws.
 */
export function parseName(name: string, templates: readonly Template[]): ParsedName {
  const bareName = cleanText(name);
  const { text: identified, sourceId } = takeProviderId(bareName);
  const { text: untagged, tags: hashtags } = takeHashtags(separateWords(identified));
  // The dots between words tell a release's name from others.
  const written = hashtags.length === 0 ? identified : untagged;
  const { rest, ...when } = knowsReleases(templates) ? cutQuality(written) : { rest: written };
  const text = trimDashes(separateWords(rest));
  const match = firstMatch(templates, text, written);
  const tags = uniqueValues([...(match?.fields.tags ?? []), ...hashtags]);
  const title = [match?.fields.title, text, bareName].find((candidate) => candidate) ?? noTitle;
  const fields = readTitleEdges({
    ...when,
    ...match?.fields,
    ...(sourceId && { sourceId }),
    title,
  });
  return {
    fields: tags.length === 0 ? fields : { ...fields, tags },
    template: match?.template,
  };
}
