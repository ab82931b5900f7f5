// Finds and reads the XML in an .nfo file. Knows what Kodi allows around it, not what the elements mean.

import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Elements that describe a video or a show: https://kodi.wiki/view/NFO_files */
export const nfoRoots = ['movie', 'episodedetails', 'musicvideo', 'tvshow'] as const;
export type NfoRoot = (typeof nfoRoots)[number];

/** What the elements hold: texts, and objects for elements with others or attributes in them; arrays where they repeat. */
export type NfoElements = Readonly<Record<string, unknown>>;

/** What an .nfo file is. */
export type NfoDocument =
  | { readonly kind: 'xml'; readonly root: NfoRoot; readonly elements: NfoElements }
  | { readonly kind: 'broken'; readonly problem: string }
  /** No XML: a link, or the text that comes with releases. */
  | { readonly kind: 'text' };

const maxDepth = 16;
/** The parser quotes what it does not understand, however long. */
const maxProblemLength = 200;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  maxNestedTags: maxDepth,
  // Also numbers such as &#233;, which the parser takes for HTML. Entities cannot be declared: see `cutRoot`.
  htmlEntities: true,
});

const opening = new RegExp(`<(${nfoRoots.join('|')})(?=[\\s/>])`, 'i');

/**
 * The first root element with all that is in it. What stands around it is not read: the URL that Kodi lets follow, further
 * episodes of the same file, and with the document type every entity that somebody could have declared.
 */
function cutRoot(text: string): { readonly root: NfoRoot; readonly xml: string } | undefined {
  const found = opening.exec(text);
  const name = found?.[1]?.toLowerCase();
  const root = nfoRoots.find((candidate) => candidate === name);
  if (found === null || root === undefined) return undefined;
  const tag = found[0].slice(1);
  const closing = `</${tag}>`;
  const end = text.indexOf(closing, found.index);
  const selfClosing = /^<[^<>]*\/>/.exec(text.slice(found.index, found.index + 200));
  if (selfClosing !== null) return { root, xml: selfClosing[0] };
  return { root, xml: text.slice(found.index, end < 0 ? undefined : end + closing.length) };
}

/** Where a problem lies in the file, which begins before the root. */
function describeProblem(text: string, xml: string): string | undefined {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the parser takes almost anything; its successor is one more package
  const result = XMLValidator.validate(xml);
  if (result === true) return undefined;
  const { msg, line } = result.err;
  const linesBefore = text.slice(0, text.indexOf(xml)).split('\n').length - 1;
  return `line ${line + linesBefore}: ${msg.slice(0, maxProblemLength)}`;
}

function isElements(value: unknown): value is NfoElements {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the text of an .nfo file. Never throws. */
export function readNfoDocument(text: string): NfoDocument {
  const cut = cutRoot(text);
  if (cut === undefined) {
    return text.trimStart().startsWith('<?xml')
      ? {
          kind: 'broken',
          problem: `holds none of ${nfoRoots.map((name) => `<${name}>`).join(', ')}`,
        }
      : { kind: 'text' };
  }
  const problem = describeProblem(text, cut.xml);
  if (problem !== undefined) return { kind: 'broken', problem };
  try {
    const document: unknown = parser.parse(cut.xml);
    const elements = isElements(document) ? Object.values(document)[0] : undefined;
    return { kind: 'xml', root: cut.root, elements: isElements(elements) ? elements : {} };
  } catch (error) {
    return { kind: 'broken', problem: error instanceof Error ? error.message : String(error) };
  }
}
