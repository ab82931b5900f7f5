// `reeldex parse`: shows what a name gives, or what the names of the whole library give. Changes nothing.

import { isAbsolute, relative, resolve, sep } from 'node:path';
import { isInTreeOf } from '../../core/catalogue/folder-tree.ts';
import type { Config } from '../../core/config.ts';
import { explainName } from '../../indexer/parse/name/explain-name.ts';
import { compileNameRules } from '../../indexer/parse/name/name-rules.ts';
import { openKnownNames } from '../parse/known-names.ts';
import { countFields, countTemplates } from '../parse/name-report.ts';
import { printExplanation } from '../parse/print-explanation.ts';
import { printReport } from '../parse/print-report.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { existingCatalogue } from './existing-catalogue.ts';

/** How the answer is wanted. */
export interface ParseOptions {
  readonly config: Config;
  readonly isJson: boolean;
  readonly terminal: Terminal;
}

/** Of an absolute path only what lies below a library counts, as when it is scanned. */
function belowLibrary(name: string, { libraries }: Config): string {
  const root = libraries.find(
    ({ path }) => isAbsolute(name) && isInTreeOf(path, resolve(name)),
  )?.path;
  return (root === undefined ? name : relative(root, name)).split(sep).join('/');
}

/**
 * Shows the fields that a name gives, or a path with its folders, and what gave each.
 *
 * @throws ConfigError that points at the column of a mistake in a template.
 */
export function parseOneName(name: string, { config, isJson, terminal }: ParseOptions): void {
  const explained = explainName(belowLibrary(name, config), compileNameRules(config));
  if (isJson) terminal.line(JSON.stringify(explained, undefined, 2));
  else printExplanation(explained, terminal);
}

/**
 * Shows how many files of the library each template catches, and which fields of its videos stay empty.
 *
 * @throws ConfigError when there is no catalogue, or a template has a mistake.
 */
export function parseLibrary({ config, isJson, terminal }: ParseOptions): void {
  const rules = compileNameRules(config);
  using names = openKnownNames(existingCatalogue(config.dataDir));
  const report = {
    ...countTemplates(names.relativePaths(), rules),
    ...countFields(names.provenances()),
  };
  if (isJson) terminal.line(JSON.stringify(report, undefined, 2));
  else printReport(report, terminal);
}
