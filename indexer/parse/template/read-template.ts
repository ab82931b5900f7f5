// Reads a template's text into its parts and finds its mistakes. The grammar is described at `compileTemplate`.

import { dateOrders, type DateOrder } from '../field/ordered-date.ts';
import { TemplateError } from './template-error.ts';
import { fieldNames, isFieldName, isListField, type FieldName } from '../field/video-fields.ts';

/** What the text of a field looks like: four digits, a date (of digits in this order), a list, or anything. */
export type FieldShape = 'year' | 'date' | DateOrder | 'list' | 'text';

interface FieldPart {
  readonly kind: 'field';
  readonly field: FieldName;
  readonly shape: FieldShape;
}

/** A piece of a template. */
export type Part =
  | FieldPart
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'group'; readonly brackets: string; readonly parts: readonly Part[] }
  | { readonly kind: 'optional'; readonly parts: readonly Part[] };

/** `{release}` is a template by itself: see `readReleaseName`. */
export const releaseField = 'release';

const closerOf: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };
const literalRun = /(?:\\.|[^\\[\](){}?])+/suy;

/** The shapes that a template may ask for, the usual one first. */
function shapesOf(field: FieldName): readonly [FieldShape, ...FieldShape[]] {
  if (field === 'year') return ['year'];
  if (field === 'released') return ['date', ...dateOrders];
  return [isListField(field) ? 'list' : 'text'];
}

/** Whether the part ends wherever the next one begins: two of these in a row have no border. */
function isOpenEnded(part: Part | undefined): boolean {
  return part?.kind === 'field' && (part.shape === 'text' || part.shape === 'list');
}

/** Reads one template, once. */
class TemplateReader {
  /** Without the spaces at its end; those at its start are passed over, so that columns stay true. */
  readonly #source: string;
  readonly #seen = new Set<FieldName>();
  #at: number;

  constructor(source: string) {
    this.#source = source.trimEnd();
    this.#at = this.#source.length - this.#source.trimStart().length;
  }

  read(): readonly Part[] {
    const parts = this.#parts();
    if (parts.length === 0) this.#fail(0, 'is empty');
    return parts;
  }

  /** Parts up to `closer`, which stays unread, or to the end. */
  #parts(closer?: string): readonly Part[] {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && this.#source[this.#at] !== closer) {
      const start = this.#at;
      const part = this.#part();
      if (isOpenEnded(part) && isOpenEnded(parts.at(-1))) {
        this.#fail(start, 'two fields need a text between them, or the first has no end');
      }
      parts.push(this.#optional(part));
    }
    return parts;
  }

  #part(): Part {
    const char = this.#source[this.#at] ?? '';
    if (char === '{') return this.#fieldOrBraces();
    if (char === '[' || char === '(') return this.#group(char, () => this.#parts(closerOf[char]));
    if (char === '?') {
      this.#fail(this.#at, 'a "?" follows a field or brackets; write \\? for the character');
    }
    literalRun.lastIndex = this.#at;
    const run = literalRun.exec(this.#source)?.[0];
    if (run === undefined) {
      const problem = char === '\\' ? 'is followed by nothing' : 'closes nothing';
      this.#fail(this.#at, `"${char}" ${problem}; write \\${char} for the character`);
    }
    this.#at += run.length;
    return { kind: 'literal', text: run.replace(/\\(.)/gsu, '$1').replace(/\s+/g, ' ') };
  }

  #optional(part: Part): Part {
    if (part.kind === 'literal' || this.#source[this.#at] !== '?') return part;
    this.#at += 1;
    return { kind: 'optional', parts: [part] };
  }

  #fieldOrBraces(): Part {
    const isInBraces = this.#source[this.#at + 1] === '{';
    return isInBraces ? this.#group('{', () => [this.#field()]) : this.#field();
  }

  #group(opener: string, readParts: () => readonly Part[]): Part {
    const start = this.#at;
    const closer = closerOf[opener] ?? '';
    this.#at += 1;
    const parts = readParts();
    if (this.#source[this.#at] !== closer) this.#fail(start, `"${opener}" is not closed`);
    if (parts.length === 0) this.#fail(start, `"${opener}${closer}" holds nothing`);
    this.#at += 1;
    return { kind: 'group', brackets: opener + closer, parts };
  }

  #field(): FieldPart {
    const start = this.#at;
    const end = this.#source.indexOf('}', start);
    const inner = this.#source.slice(start + 1, end);
    if (end < 0 || inner.includes('{')) this.#fail(start, '"{" is not closed');
    const [name = '', shapeName] = inner.split(':', 2);
    if (inner === releaseField) {
      this.#fail(start, `{${releaseField}} reads the whole name and stands alone in its template`);
    }
    if (!isFieldName(name)) {
      this.#fail(start + 1, `there is no field "${name}"; the fields are ${fieldNames.join(', ')}`);
    }
    const shapes = shapesOf(name);
    const shape = shapes.find((candidate) => candidate === (shapeName ?? shapes[0]));
    if (shape === undefined) {
      const spellings = shapes.map((candidate) => `{${name}:${candidate}}`).join(' or ');
      this.#fail(start + name.length + 2, `${name} is written {${name}} or ${spellings}`);
    }
    if (this.#seen.has(name)) this.#fail(start + 1, `${name} is there twice`);
    this.#seen.add(name);
    this.#at = end + 1;
    return { kind: 'field', field: name, shape };
  }

  #fail(index: number, problem: string): never {
    throw new TemplateError(this.#source, index + 1, problem);
  }
}

/** Reads `source` into parts. @throws TemplateError at the first mistake. */
export function readTemplate(source: string): readonly Part[] {
  return new TemplateReader(source).read();
}
