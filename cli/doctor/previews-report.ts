// How the check of the previews is printed: for a person, and for a program.

import type { PreviewKind } from '../../core/contract/video.ts';
import { formatBytes } from '../terminal/format-bytes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { printFindings, type Finding } from './finding.ts';
import type { KindUsage, PreviewsCheck, Waste } from './preview-check.ts';
import { hasTooManyOrphans, type Repair } from './preview-repair.ts';

const kindNames = {
  poster: 'Posters',
  previewThumbnails: 'Stills',
  seekThumbnails: 'Seek thumbnails',
  teaserSmall: 'Small teasers',
  teaserLarge: 'Large teasers',
} as const satisfies Record<PreviewKind, string>;

/** Prints what each kind takes up, what is wrong, and what was done or can be. */
export function printPreviews(
  check: PreviewsCheck,
  repair: Repair | undefined,
  terminal: Terminal,
): void {
  for (const line of usageTable(check.usage)) terminal.line(line);
  terminal.line('');
  printFindings(findings(check), terminal);
  const hasDefects =
    check.damaged.length + check.orphans.length + check.strays.length + check.leftovers.length > 0;
  if (repair !== undefined)
    terminal.line(
      `${count(repair.queued, 'preview')} queued, ${count(repair.removed, 'file or folder', 'files and folders')} removed: ${formatBytes(repair.freedBytes)} free again.`,
    );
  else if (hasDefects)
    terminal.line(
      'Nothing was changed. To have it put right, also while Reeldex runs: npm run doctor -- previews --fix',
    );
}

/** Prints one JSON object. */
export function printPreviewsAsJson(
  check: PreviewsCheck,
  repair: Repair | undefined,
  terminal: Terminal,
): void {
  terminal.line(JSON.stringify({ ...check, repair: repair ?? null }));
}

function usageTable(usage: readonly KindUsage[]): readonly string[] {
  const total = (column: 'previews' | 'files' | 'bytes') =>
    usage.reduce((sum, row) => sum + row[column], 0);
  const cells = [
    ['', 'previews', 'files', 'on disk'],
    ...usage.map(({ kind, previews, files, bytes }) => [
      ...[kindNames[kind], previews.toLocaleString('en'), files.toLocaleString('en')],
      formatBytes(bytes),
    ]),
    [
      ...['All', total('previews').toLocaleString('en'), total('files').toLocaleString('en')],
      formatBytes(total('bytes')),
    ],
  ];
  return cells.map(([name = '', ...numbers]) =>
    [name.padEnd(16), ...numbers.map((number) => number.padStart(11))].join(''),
  );
}

function findings(check: PreviewsCheck): readonly Finding[] {
  const { damaged, orphans, strays, leftovers } = check;
  const [example] = damaged;
  return [
    example === undefined
      ? { what: 'Files', state: 'ok', detail: 'all that the catalogue names are there' }
      : {
          what: 'Files',
          state: 'warn',
          detail: `${count(damaged.length, 'preview')} cannot be shown: ${example.problem}${damaged.length > 1 ? ', and so on' : ''}`,
          remedy: '--fix has them made again.',
        },
    wasteFinding('Orphans', orphans, {
      none: 'every folder is of a video that the catalogue knows',
      some: `${count(orphans.length, 'folder')} of videos that the catalogue does not know any more`,
      remedy: hasTooManyOrphans(check)
        ? 'These are most of all: is this the right data folder, and was everything scanned? --fix leaves them; to be rid of them, stop Reeldex and delete its previews folder.'
        : '--fix deletes them. Videos on drives that are not plugged in are known and stay.',
    }),
    wasteFinding('Strays', strays, {
      none: 'no files beside those of the catalogue',
      some: `${count(strays.length, 'file')} beside those of the catalogue`,
      remedy: '--fix deletes them.',
    }),
    wasteFinding('Leftovers', leftovers, {
      none: 'workers that are gone left nothing',
      some: `${count(leftovers.length, 'work folder')} of workers that are gone`,
      remedy: '--fix deletes them; so does the next start of a worker.',
    }),
  ];
}

function wasteFinding(
  what: string,
  waste: readonly Waste[],
  words: { readonly none: string; readonly some: string; readonly remedy: string },
): Finding {
  if (waste.length === 0) return { what, state: 'ok', detail: words.none };
  const bytes = waste.reduce((sum, one) => sum + one.bytes, 0);
  const detail = `${words.some}, ${formatBytes(bytes)}, such as ${waste[0]?.path ?? ''}`;
  return { what, state: 'warn', detail, remedy: words.remedy };
}

function count(number: number, one: string, other = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : other}`;
}
