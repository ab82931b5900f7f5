// Puts a preview job into the durable queue. Claiming and finishing jobs is the preview store's.

import { sql } from 'kysely';
import type { PreviewKind } from '../contract/video.ts';
import { noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';

/** How soon a preview is wanted; a lower number is taken first. */
export const previewPriorities = { waiting: 0, visible: 10, recent: 20, backlog: 30 } as const;
export type PreviewPriority = keyof typeof previewPriorities;

/** A preview that somebody wants. */
export interface PreviewRequest {
  readonly hash: string;
  readonly kind: PreviewKind;
  readonly priority: PreviewPriority;
}

/** Tries again what failed for a video: its file was read anew, so the reason may be gone. */
export async function requeueFailed(catalogue: Catalogue, hash: string): Promise<void> {
  await catalogue
    .updateTable('previews')
    .set({ state: 'queued', attempts: 0, error: null })
    .where('hash', '=', hash)
    .where('state', '=', 'failed')
    .execute();
}

/** Queues a preview that is missing; one that is queued already moves forward if this request is more urgent. */
export async function queuePreview(catalogue: Catalogue, request: PreviewRequest): Promise<void> {
  const priority = previewPriorities[request.priority];
  const columns = { state: 'queued' as const, priority, updated_ms: Date.now() };
  await catalogue
    .insertInto('previews')
    .values({
      hash: request.hash,
      kind: request.kind,
      attempts: 0,
      error: null,
      files: '[]',
      bytes: 0,
      took_ms: 0,
      ...columns,
      ...noLease,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['hash', 'kind'])
        .doUpdateSet({
          priority: sql<number>`case when previews.priority < ${priority} then previews.priority else ${priority} end`,
        })
        .where('previews.state', '=', 'queued'),
    )
    .execute();
}

/** Has a preview made that may be there already: at once, or once more after the making that is under way. */
export async function queueAgain(catalogue: Catalogue, request: PreviewRequest): Promise<void> {
  const priority = previewPriorities[request.priority];
  const ofRequest = catalogue
    .updateTable('previews')
    .where('hash', '=', request.hash)
    .where('kind', '=', request.kind);
  await ofRequest.set({ make_again: 1, priority }).where('state', '=', 'running').execute();
  await ofRequest
    .set({ state: 'queued', attempts: 0, error: null, priority })
    .where('state', 'in', ['ready', 'failed'])
    .execute();
  await queuePreview(catalogue, request);
}
