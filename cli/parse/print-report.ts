// How the report on a library's names is printed.

import { metadataSources, type MetadataSource } from '../../core/contract/video.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { NameReport } from './name-report.ts';

const sourceNames: Readonly<Record<MetadataSource, string>> = {
  sidecar: 'sidecar',
  filename: 'name',
  path: 'folder',
  container: 'in file',
};

const columnWidth = 9;

function cell(content: string | number): string {
  const text = typeof content === 'number' ? content.toLocaleString('en') : content;
  return text.padStart(columnWidth);
}

function share(count: number, total: number): string {
  const percent = total === 0 ? 0 : (100 * count) / total;
  return `${percent > 0 && percent < 1 ? '<1' : Math.round(percent)} %`.padStart(6);
}

function printTemplates({ fileCount, templates }: NameReport, terminal: Terminal): void {
  const indent = ' '.repeat(columnWidth + 6 + 3);
  terminal.line(terminal.paint('bold', `${cell('files')} ${'share'.padStart(6)}  template`));
  for (const { template, fileCount: count, example } of templates) {
    if (template === undefined && count === 0) continue;
    const name = template ?? 'none; the name is the title';
    const line = `${cell(count)} ${share(count, fileCount)}  ${name}`;
    terminal.line(count === 0 ? terminal.paint('dim', line) : line);
    if (example !== undefined) {
      terminal.line(terminal.paint('dim', `${indent}such as: ${printable(example)}`));
    }
  }
}

function printFields({ videoCount, fields }: NameReport, terminal: Terminal): void {
  const head = [...metadataSources.map((source) => sourceNames[source]), 'empty'].map(cell);
  terminal.line(terminal.paint('bold', `${'field'.padEnd(12)} ${head.join('')}  share`));
  for (const { field, from, emptyCount } of fields) {
    const counts = [...metadataSources.map((source) => from[source]), emptyCount].map(cell);
    const filled = share(videoCount - emptyCount, videoCount);
    terminal.line(`${field.padEnd(12)} ${counts.join('')} ${filled}`);
  }
}

/** Prints a table of templates and one of fields. */
export function printReport(report: NameReport, terminal: Terminal): void {
  const { fileCount, videoCount } = report;
  if (fileCount === 0) {
    terminal.line(
      'The library has no files yet. Start Reeldex on a folder of videos, as in: npm start -- ~/Videos',
    );
    return;
  }
  const files = `${fileCount.toLocaleString('en')} ${fileCount === 1 ? 'file' : 'files'}`;
  const videos = `${videoCount.toLocaleString('en')} ${videoCount === 1 ? 'video' : 'videos'}`;
  terminal.line(`What the templates catch in ${files}, by the settings as they are now:\n`);
  printTemplates(report, terminal);
  terminal.line(`\nWhere the fields of ${videos} came from when they were last read:\n`);
  printFields(report, terminal);
  terminal.line('\nAfter a change of templates or folder names: npm run scan -- --full');
}
