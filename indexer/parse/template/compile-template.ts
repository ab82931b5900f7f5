// The template language, and its translation into the steps that `runSteps` takes along a name.

import { ConfigError } from '../../../core/errors.ts';
import { foldDashes } from '../field/clean-text.ts';
import { readTemplate, releaseField, type FieldShape, type Part } from './read-template.ts';
import { TemplateError } from './template-error.ts';
import type { FieldName } from '../field/video-fields.ts';

/** One thing to find in a name. `optional` says that the `stepCount` steps after it may be left out together. */
export type Step =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'optional'; readonly stepCount: number }
  | FieldStep;

export interface FieldStep {
  readonly kind: 'field';
  readonly field: FieldName;
  readonly shape: FieldShape;
  /** Characters that the value may not hold: the brackets that it stands in. */
  readonly fence: string;
  /** It fills its brackets alone, so that its value goes to the next bracket and can be judged on the spot. */
  readonly isEnclosed: boolean;
}

/** A template that is ready to be matched; make it with {@link compileTemplate}. */
export interface Template {
  readonly source: string;
  /** Undefined for `{release}`, which is read by `readReleaseName`. */
  readonly steps: readonly Step[] | undefined;
}

const space: Part = { kind: 'literal', text: ' ' };

function dropFirstSpace(part: Part): Part {
  return part.kind === 'literal' ? { kind: 'literal', text: part.text.slice(1) } : part;
}

/** Gives each optional part the space before it, or else the one after it: without the part, one space is left. */
function attachSpaces(parts: readonly Part[]): readonly Part[] {
  const attached: Part[] = [];
  let ownsNextSpace = false;
  for (const [index, part] of parts.entries()) {
    const previous = attached.at(-1);
    const next = parts[index + 1];
    if (part.kind !== 'optional') {
      attached.push(ownsNextSpace ? dropFirstSpace(part) : part);
      ownsNextSpace = false;
    } else if (previous?.kind === 'literal' && previous.text.endsWith(' ')) {
      attached.splice(-1, 1, { kind: 'literal', text: previous.text.slice(0, -1) });
      attached.push({ kind: 'optional', parts: [space, ...part.parts] });
    } else {
      ownsNextSpace = next?.kind === 'literal' && next.text.startsWith(' ');
      attached.push(ownsNextSpace ? { kind: 'optional', parts: [...part.parts, space] } : part);
    }
  }
  return attached;
}

function literal(text: string): readonly Step[] {
  return text === '' ? [] : [{ kind: 'literal', text: foldDashes(text.normalize('NFC')) }];
}

function toSteps(part: Part, fence: string, isEnclosed: boolean): readonly Step[] {
  switch (part.kind) {
    case 'literal':
      return literal(part.text);
    case 'field':
      return [{ kind: 'field', field: part.field, shape: part.shape, fence, isEnclosed }];
    case 'optional': {
      const steps = part.parts.flatMap((inner) => toSteps(inner, fence, false));
      return [{ kind: 'optional', stepCount: steps.length }, ...steps];
    }
    case 'group': {
      const isAlone = part.parts.length === 1;
      const steps = attachSpaces(part.parts).flatMap((inner) =>
        toSteps(inner, fence + part.brackets, isAlone),
      );
      return [...literal(part.brackets.slice(0, 1)), ...steps, ...literal(part.brackets.slice(1))];
    }
  }
}

/**
 * Compiles a filename template. docs/operating.md has the grammar with examples, which are tested.
 *
 * - `{title}` is a field: any text, or for `{year}` four digits from 1880 to 2099 and for `{released}` (also
 *   `{released:date}`) a date in one of the spellings of `readDateAt`; `{released:dmy}`, `mdy` and `ymd` say the order
 *   where digits leave it open (`readOrderedDateAt`). A list field (`performers`, `mentions`, `tags`, `categories`) is
 *   split at `, `. The other fields are `studio`, `line`, `description` and `sourceId`. A field comes once in a template,
 *   and something stands between two fields of any text.
 * - `{release}` alone is a template too, which `readReleaseName` reads.
 * - `[...]` and `(...)` are brackets of the name, with any parts in them; `{{title}}` is a field in braces of the name.
 *   A field in brackets holds no bracket of their kind.
 * - `?` after a field, brackets or double braces makes them optional, together with the space before them, or, where
 *   there is none, with the space after them.
 * - Everything else stands for itself; `\` before a character of the language takes its meaning away. A run of spaces
 *   is one space, and a dash is a dash of any width.
 *
 * How a template meets a name (`matchTemplate`): the whole name is matched, from the left. A field takes the shortest
 * text that lets the rest match, so that the last field takes what is left. An optional part is taken when it is there
 * and the rest matches after it. A value neither begins nor ends with a space and is never empty.
 *
 * @throws TemplateError that points at the column of the first mistake.
 */
export function compileTemplate(source: string): Template {
  if (source.trim() === `{${releaseField}}`) return { source, steps: undefined };
  const parts = attachSpaces(readTemplate(source));
  return { source, steps: parts.flatMap((part) => toSteps(part, '', false)) };
}

/** Compiles all of `sources`, in order. @throws ConfigError with one line for each template that has a mistake. */
export function compileTemplates(sources: readonly string[]): readonly Template[] {
  const problems: string[] = [];
  const templates = sources.flatMap((source) => {
    try {
      return [compileTemplate(source)];
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) {
    throw new ConfigError([...problems, 'Change "templates" in reeldex.yaml.'].join('\n'));
  }
  return templates;
}
