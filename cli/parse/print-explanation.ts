// How the reading of one name is printed.

import type { ExplainedName } from '../../indexer/parse/name/explain-name.ts';
import { fieldNames } from '../../indexer/parse/field/video-fields.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Prints the template, and below it each field with its value and what said it. */
export function printExplanation(explained: ExplainedName, terminal: Terminal): void {
  const { name, template, fields } = explained;
  const label = (text: string) => terminal.paint('dim', text.padEnd(11));
  const said =
    template === undefined
      ? 'none; the name is the title'
      : `${template.source}  ${terminal.paint('dim', `(number ${template.position})`)}`;
  terminal.line(`${label('name')} ${printable(name)}`);
  terminal.line(`${label('template')} ${said}\n`);

  const shown = fields.map(({ field, value, from }) => ({
    field,
    value: printable(typeof value === 'object' ? value.join(', ') : String(value)),
    from: printable(from.join(', ')),
  }));
  const width = Math.min(60, Math.max(...shown.map(({ value }) => value.length)));
  for (const { field, value, from } of shown) {
    terminal.line(`${label(field)} ${value.padEnd(width)}  ${terminal.paint('dim', from)}`);
  }
  const empty = fieldNames.filter((field) => fields.every((explains) => explains.field !== field));
  terminal.line(terminal.paint('dim', `\nNothing says: ${empty.join(', ')}.`));
}
