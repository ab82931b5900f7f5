// Rows of the catalogue that something damaged from outside: a bad sector, an editor, another program.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { RefusedStore } from '../../core/catalogue/refused-store.ts';
import { VideoStore } from '../../core/catalogue/video-store.ts';
import { distinctClip, putFile } from '../support/distinct-clips.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testCatalogue } from '../support/test-catalogue.ts';
import { Viewer } from '../support/viewer.ts';

const good = 'aaaaaaaaaaaaaaaa';
const bad = 'bbbbbbbbbbbbbbbb';
const last = 'cccccccccccccccc';

const damages = [
  ['performers', '["Jane'],
  ['tags', '{"not":"a list"}'],
  ['path_words', ''],
  ['playability', 'sometimes'],
] as const;

test.each(damages)('a damaged %s keeps nobody from the others', async (column, value) => {
  const catalogue = await testCatalogue();
  for (const hash of [good, bad, last])
    await addKnownVideo(catalogue, `/library/${hash}.mp4`, hash);
  await catalogue
    .updateTable('videos')
    .set({ [column]: value })
    .where('hash', '=', bad)
    .execute();
  const outbox = new OutboxStore(catalogue);
  const videos = new VideoStore(catalogue);

  expect((await outbox.nextBehind(2)).map(({ video }) => video.hash)).toEqual([good, last]);
  expect((await outbox.nextPresent(2, '')).map(({ video }) => video.hash)).toEqual([good, last]);
  expect((await videos.findMany([bad, last, good])).map(({ hash }) => hash)).toEqual([last, good]);
  expect(await videos.find(bad)).toBeUndefined();

  expect(await new RefusedStore(catalogue).list(10)).toMatchObject([
    { hash: bad, error: `The catalogue's row of this video is damaged in "${column}".` },
  ]);
  const [again] = await new IndexingStore(catalogue).claim('indexer', 10);
  expect(again).toMatchObject({ path: `/library/${bad}.mp4`, todo: 'describe', hash: bad });
});

test('a damaged video is read again from its file, and is what it was', async () => {
  const folder = await temporaryFolder();
  const library = join(folder, 'library');
  for (const [number, name] of ['quetzal #green', 'toucan #black', 'macaw #red'].entries())
    await putFile(join(library, `${name}.mp4`), await distinctClip(number));
  const reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  onTestFinished(async () => {
    await reeldex.stop();
  });
  await reeldex.untilIndexed(3);
  const viewer = new Viewer(reeldex);
  const before = await viewer.findOne('toucan');
  await viewer.cherish(before.hash, 1);

  const database = new Database(join(folder, 'data', 'catalogue.db'), { timeout: 5000 });
  database.prepare(`update videos set tags = '[', tracks = '' where hash = ?`).run(before.hash);
  database.close();
  // Somebody looks: not all at once are shown, and nothing is refused to anybody.
  await viewer.find('quetzal');
  const after = await reeldex.until('the video to be whole again', 30_000, async () => {
    const [video] = await viewer.find('toucan');
    return video;
  });
  expect(after).toMatchObject({
    tags: before.tags,
    tracks: before.tracks,
    isFavourite: true,
    views: 1,
  });
});
