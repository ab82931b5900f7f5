// What a player shows over its time line: sheets of small pictures and the WebVTT file that says which is where.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTiles } from './make-tiles.ts';
import { runForTask, type MadeFile, type PreviewTask } from './preview-task.ts';
import { writeSpriteVtt } from './sprite-vtt.ts';
import { checkStill } from './take-stills.ts';
import { sheetsCommand } from './tile-commands.ts';
import { layOutSheets, planTiles } from './tile-plan.ts';

/** Makes the WebVTT file and its sheets, in this order. */
export async function makeSeekThumbnails(task: PreviewTask): Promise<readonly MadeFile[]> {
  const { source, folder, namePrefix } = task;
  const durationS = source.startS + source.durationS;
  const plan = planTiles(durationS, source.size);
  const tilesPath = join(folder, 'tiles.yuv');
  const count = await makeTiles(task, plan, tilesPath);
  const sheets = layOutSheets(count, plan.tile).map((sheet, index) => {
    const name = `${namePrefix}-${index + 1}.jpg`;
    const width = sheet.columns * plan.tile.width;
    const height = sheet.rows * plan.tile.height;
    return { ...sheet, name, path: join(folder, name), width, height };
  });
  await runForTask(task, sheetsCommand(tilesPath, sheets, plan.tile), 0);
  for (const sheet of sheets) await checkStill(sheet.path, sheet);
  const vtt = `${namePrefix}.vtt`;
  await writeFile(join(folder, vtt), writeSpriteVtt({ sheets, ...plan, durationS }));
  return [
    { name: vtt, mediaType: 'text/vtt', width: null, height: null },
    ...sheets.map(({ name, width, height }) => ({
      name,
      mediaType: 'image/jpeg' as const,
      width,
      height,
    })),
  ];
}
