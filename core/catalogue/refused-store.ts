// Videos that Meilisearch does not take: they can be watched, and not be found by a search.

import type { Catalogue } from './open-catalogue.ts';

/** A video whose document was refused, and why. */
export interface RefusedVideo {
  readonly hash: string;
  readonly title: string;
  readonly error: string;
}

/** Refused documents by hash. The publisher tries them again when the video changes, or when somebody asks for it. */
export class RefusedStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  async list(limit: number): Promise<readonly RefusedVideo[]> {
    const rows = await this.#catalogue
      .selectFrom('videos')
      .select(['hash', 'title', 'publish_error'])
      .where('publish_error', 'is not', null)
      .orderBy('hash')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      hash: row.hash,
      title: row.title,
      error: row.publish_error ?? '',
    }));
  }

  async count(): Promise<number> {
    const row = await this.#catalogue
      .selectFrom('videos')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('publish_error', 'is not', null)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** Puts one of them, or all, into the outbox again. Returns how many. */
  async retry(hash: string | undefined): Promise<number> {
    const result = await this.#catalogue
      .updateTable('videos')
      .set({ published_rev: 0, publish_error: null })
      .where('publish_error', 'is not', null)
      .$if(hash !== undefined, (query) => query.where('hash', '=', hash ?? ''))
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  }
}
