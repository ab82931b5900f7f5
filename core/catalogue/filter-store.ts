// The site-wide content filters that a person set. What they mean is compiled elsewhere.

import type { ContentFilter, FilterBody, FilterPatch } from '../contract/dashboard.ts';
import { AppError, NotFoundError } from '../errors.ts';
import { bumpCounter } from './counters.ts';
import type { Catalogue } from './open-catalogue.ts';

interface FilterColumns {
  readonly id: number;
  readonly field: ContentFilter['field'];
  readonly value: string;
  readonly mode: ContentFilter['mode'];
  readonly active: number;
}

const columns = ['id', 'field', 'value', 'mode', 'active'] as const;

function toFilter(row: FilterColumns): ContentFilter {
  return { ...row, active: row.active === 1 };
}

/** Content filters by id. */
export class FilterStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  async all(): Promise<readonly ContentFilter[]> {
    const rows = await this.#catalogue
      .selectFrom('filters')
      .select(columns)
      .orderBy('id')
      .execute();
    return rows.map(toFilter);
  }

  /** Adds a rule; the same rule again only takes over whether it is active. */
  async add(body: FilterBody): Promise<ContentFilter> {
    const active = body.active ? 1 : 0;
    return await this.#catalogue.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto('filters')
        .values({ ...body, active })
        .onConflict((conflict) =>
          conflict.columns(['field', 'value', 'mode']).doUpdateSet({ active }),
        )
        .returning(columns)
        .executeTakeFirstOrThrow();
      await bumpCounter(transaction, 'filters');
      return toFilter(row);
    });
  }

  /** @throws NotFoundError when there is no such rule; AppError `duplicate_filter` when another one says the same. */
  async change(id: number, patch: FilterPatch): Promise<ContentFilter> {
    return await this.#catalogue.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('filters')
        .select(columns)
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) throw new NotFoundError(`There is no filter ${id}.`);
      const current = toFilter(row);
      const next = {
        id,
        field: patch.field ?? current.field,
        value: patch.value ?? current.value,
        mode: patch.mode ?? current.mode,
        active: patch.active ?? current.active,
      };
      const twin = await transaction
        .selectFrom('filters')
        .select('id')
        .where('field', '=', next.field)
        .where('value', '=', next.value)
        .where('mode', '=', next.mode)
        .where('id', '!=', id)
        .executeTakeFirst();
      if (twin !== undefined)
        throw new AppError('duplicate_filter', `Filter ${twin.id} says the same already.`);
      await transaction
        .updateTable('filters')
        .set({ field: next.field, value: next.value, mode: next.mode, active: next.active ? 1 : 0 })
        .where('id', '=', id)
        .execute();
      await bumpCounter(transaction, 'filters');
      return next;
    });
  }

  /** @throws NotFoundError when there is no such rule. */
  async remove(id: number): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      const result = await transaction
        .deleteFrom('filters')
        .where('id', '=', id)
        .executeTakeFirst();
      if (result.numDeletedRows === 0n) throw new NotFoundError(`There is no filter ${id}.`);
      await bumpCounter(transaction, 'filters');
    });
  }
}
