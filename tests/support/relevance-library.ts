// A library of real records, and some made up for what they lack: films, diacritics, Chinese and Japanese, paths, initials.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { OutboxEntry } from '../../core/catalogue/outbox-store.ts';
import { entryOf } from './meilisearch-entries.ts';

/** A record of https://github.com/pyvideo/data; see THIRD-PARTY-NOTICES.md. */
const record = z.object({
  title: z.string(),
  performers: z.array(z.string()).default([]),
  studio: z.string().optional(),
  tags: z.array(z.string()).default([]),
  categories: z.array(z.string()).default([]),
  pathWords: z.array(z.string()).default([]),
  releasedOn: z.string().optional(),
  description: z.string().optional(),
});
type LibraryRecord = z.input<typeof record>;

const madeUp: readonly LibraryRecord[] = [
  {
    title: 'Amélie',
    performers: ['Zoë Martin'],
    studio: 'Studio Lumière',
    releasedOn: '2001-04-25',
  },
  { title: 'Les Misérables', performers: ['Émile Noël'], studio: 'Studio Lumière' },
  { title: 'Big Buck Bunny', performers: ['Jane Doe'], studio: 'Meadow Films', tags: ['rabbit'] },
  { title: 'The Rabbits of the Meadow', performers: ['John Doe'], studio: 'Meadow Films' },
  { title: 'Blade Runner', performers: ['Harry Ford'], releasedOn: '1982-06-25' },
  { title: 'Blade Runner 2049', performers: ['Ryan Moss'], releasedOn: '2017-10-06' },
  { title: '2001: A Space Odyssey', performers: ['Keir Dale'], releasedOn: '1968-04-02' },
  { title: 'Summer Holiday', performers: ['J.J. Adams'], pathWords: ['home', 'iceland', 'geysir'] },
  { title: 'Iceland from Above', performers: ['Jean-Luc Picot'], categories: ['Travel'] },
  { title: 'Cities by Night', description: 'Drones over Reykjavik and Iceland in winter.' },
  { title: 'Spider-Man Walks Home', performers: ["Conan O'Brady"], tags: ['comic'] },
  { title: '千と千尋の神隠し', performers: ['宮崎 駿'], studio: 'スタジオ森' },
  { title: '七人の侍', performers: ['黒沢 明'], releasedOn: '1954-04-26' },
  { title: '臥虎藏龍', performers: ['李安'], tags: ['武俠'] },
  { title: '花样年华', performers: ['王家卫'], tags: ['爱情'] },
  { title: '올드보이', performers: ['박찬욱'] },
  { title: 'Ирония судьбы', performers: ['Эльдар Рязанов'], releasedOn: '1976-01-01' },
  {
    title: 'Straße nach Süden',
    performers: ['Jürgen Groß'],
    tags: ['Straßen'],
    pathWords: ['reisen', 'straße', 'nach', 'süden'],
  },
];

/** About 630 videos as the outbox hands them out; the same ones each time. */
export async function readRelevanceLibrary(): Promise<readonly OutboxEntry[]> {
  const path = join(import.meta.dirname, 'fixtures/pyvideo.ndjson');
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const records = [...madeUp, ...lines.map((line): unknown => JSON.parse(line))];
  return records.map((one, n) => {
    const { releasedOn, ...video } = record.parse(one);
    const releasedYear = releasedOn === undefined ? undefined : Number(releasedOn.slice(0, 4));
    return entryOf(n, { video: { studio: undefined, ...video, releasedOn, releasedYear } });
  });
}
