// What docs/operating.md says of names is true: its tables of templates, names and mistakes are run.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultTemplates } from '../../../core/default-templates.ts';
import { compileTemplate } from '../../../indexer/parse/template/compile-template.ts';
import { parseName } from '../../../indexer/parse/name/parse-name.ts';
import { fieldNames } from '../../../indexer/parse/field/video-fields.ts';

const document = readFileSync(join(import.meta.dirname, '../../../docs/operating.md'), 'utf8');
const chapter = document.split(/^(?=## )/m).find((part) => part.startsWith('## Names')) ?? '';

function unquoted(cell: string | undefined): string {
  return cell?.replace(/^`|`$/g, '') ?? '';
}

const tables = chapter.split(/\n\n+/).filter((block) => block.startsWith('|'));

function cells(row: string): readonly string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The rows of all tables that have these columns last. */
function rowsWith(...columns: readonly string[]): readonly (readonly string[])[] {
  return tables.flatMap((table) => {
    const [head = '', , ...rows] = table.split('\n');
    const isMeant = columns.every((column, at) => cells(head).at(at - columns.length) === column);
    return isMeant ? rows.map((row) => cells(row).slice(-columns.length)) : [];
  });
}

/** `title: Foo` `year: 2019` as an object of texts; none for `nothing`. */
function toTexts(gives: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from(gives.matchAll(/`(\w+): ([^`]*)`/g), ([, field = '', value = '']) => [field, value]),
  );
}

describe('the chapter on names', () => {
  const examples = rowsWith('template', 'name', 'gives').map((row) => row.slice());

  it('has examples of every field and of every part of the language', () => {
    expect(examples.length).toBeGreaterThan(30);
    const shown = examples.map(([template]) => template).join(' ');
    for (const sign of ['}?', ']?', '{{', '\\[', '(', ':dmy', ':mdy', ':ymd', '{release}'])
      expect(shown).toContain(sign);
  });

  it.each(examples)('tells the truth of %s on %s', (template, name, gives) => {
    const read = parseName(unquoted(name), [compileTemplate(unquoted(template))]);
    const isMatch = read.template !== undefined;
    const texts = Object.entries(read.fields).map(([field, value]) => [
      field,
      [value].flat().join(', '),
    ]);
    expect(isMatch ? Object.fromEntries(texts) : 'nothing').toEqual(
      gives === 'nothing' ? 'nothing' : toTexts(gives),
    );
  });

  it.each(rowsWith('template', 'it says'))('tells what is said of %s', (template, message) => {
    expect(() => compileTemplate(unquoted(template))).toThrow(message);
  });

  it('lists the templates that there are without settings', () => {
    expect(chapter).toContain(`\n${defaultTemplates.join('\n')}\n`);
  });

  it('names every field in the grammar', () => {
    const grammar = /```ebnf\n([^`]*)```/.exec(chapter)?.[1] ?? '';
    for (const field of fieldNames) expect(grammar).toContain(`"${field}"`);
  });
});
