// Which picture a person chose as the poster of a video. Rows live until the person takes the choice back.

import type { PosterSource } from '../contract/video.ts';
import type { Catalogue } from './open-catalogue.ts';
import { queueAgain } from './preview-queue.ts';

/** A picture of the video itself, by its time in seconds, or one that a person brought, as a JPEG file. */
export type PosterChoice = { readonly timeS: number } | { readonly picture: Uint8Array };

/** Poster choices by hash. Each change has the poster made at once. */
export class PosterChoiceStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** What was chosen; undefined for the automatic poster. */
  async find(hash: string): Promise<PosterChoice | undefined> {
    const row = await this.#catalogue
      .selectFrom('poster_choices')
      .select(['time_s', 'picture'])
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return row.picture === null ? { timeS: row.time_s ?? 0 } : { picture: row.picture };
  }

  /** Where the poster comes from; reads no picture. */
  async sourceOf(hash: string): Promise<PosterSource> {
    const row = await this.#catalogue
      .selectFrom('poster_choices')
      .select('time_s')
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (row === undefined) return 'automatic';
    return row.time_s === null ? 'upload' : 'frame';
  }

  /** Chooses a picture, in the place of what was chosen before. */
  async choose(hash: string, choice: PosterChoice): Promise<void> {
    const columns =
      'picture' in choice
        ? { time_s: null, picture: choice.picture }
        : { time_s: choice.timeS, picture: null };
    await this.#catalogue.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('poster_choices')
        .values({ hash, ...columns })
        .onConflict((conflict) => conflict.column('hash').doUpdateSet(columns))
        .execute();
      await queueAgain(transaction, { hash, kind: 'poster', priority: 'waiting' });
    });
  }

  /** Goes back to the automatic poster; where it is that already, nothing changes. */
  async reset(hash: string): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('poster_choices')
        .where('hash', '=', hash)
        .executeTakeFirst();
      if (numDeletedRows > 0n)
        await queueAgain(transaction, { hash, kind: 'poster', priority: 'waiting' });
    });
  }
}
