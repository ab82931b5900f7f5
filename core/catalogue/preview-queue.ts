// Puts preview jobs into the durable queue. Claiming and finishing them is in `preview-jobs.ts`.

import { sql } from 'kysely';
import type { PreviewKind } from '../contract/video.ts';
import { noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';

/** How soon a preview is wanted; a lower number is taken first. */
export const previewPriorities = { waiting: 0, visible: 10, recent: 20, backlog: 30 } as const;
export type PreviewPriority = keyof typeof previewPriorities;

/** Which preview of which video. */
export interface PreviewKey {
  readonly hash: string;
  readonly kind: PreviewKind;
}

/** A preview that somebody wants. */
export interface PreviewRequest extends PreviewKey {
  readonly priority: PreviewPriority;
}

/** Columns of a job of which nothing is known against it. */
export const untried = { attempts: 0, deaths: 0, error: null } as const;

/** Tries again what failed for a video: its file was read anew, so the reason may be gone. */
export async function requeueFailed(catalogue: Catalogue, hash: string): Promise<void> {
  await catalogue
    .updateTable('previews')
    .set({ state: 'queued', ...untried })
    .where('hash', '=', hash)
    .where('state', '=', 'failed')
    .execute();
}

/** Takes all previews of these videos out of the queue, also those in the making; what was made before stays. */
export async function unqueuePreviews(
  catalogue: Catalogue,
  hashes: readonly string[],
): Promise<void> {
  const open = ['queued', 'running'] as const;
  await catalogue
    .updateTable('previews')
    .set({ state: 'ready', make_again: 0, ...untried, ...noLease })
    .where('hash', 'in', hashes)
    .where('state', 'in', open)
    .where('files', '<>', '[]')
    .execute();
  await catalogue
    .deleteFrom('previews')
    .where('hash', 'in', hashes)
    .where('state', 'in', open)
    .execute();
}

/** Queues a preview that is missing; one that is queued already moves forward if this request is as urgent or more. */
export async function queuePreview(catalogue: Catalogue, request: PreviewRequest): Promise<void> {
  const priority = previewPriorities[request.priority];
  const nowMs = Date.now();
  await noteBusy(catalogue);
  await catalogue
    .insertInto('previews')
    .values({
      hash: request.hash,
      kind: request.kind,
      state: 'queued',
      priority,
      place: newestFirst(nowMs),
      files: '[]',
      bytes: 0,
      took_ms: 0,
      updated_ms: nowMs,
      ...untried,
      ...noLease,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['hash', 'kind'])
        .doUpdateSet({ priority, place: newestFirst(nowMs) })
        .where('previews.state', '=', 'queued')
        .where('previews.priority', '>=', priority),
    )
    .execute();
}

/** The place of a job by a time, so that the latest comes first: what a person scrolled to just now, the newest video. */
export function newestFirst(timeMs: number): number {
  return -timeMs;
}

/** The place of a job behind those that have none but {@link newestFirst}. */
export function afterOthers(nowMs: number): number {
  return nowMs;
}

/** Notes when the queue ceases to be empty; call it before something is queued. Progress is counted from then on. */
export async function noteBusy(catalogue: Catalogue): Promise<void> {
  await catalogue
    .updateTable('preview_work')
    .set({ busy_since_ms: Date.now() })
    .where(
      sql<boolean>`not exists (select 1 from previews where state = 'queued')
        and not exists (select 1 from previews where state = 'running')`,
    )
    .execute();
}

/** Has a preview made that may be there already: at once, or once more after the making that is under way. */
export async function queueAgain(catalogue: Catalogue, request: PreviewRequest): Promise<void> {
  const priority = previewPriorities[request.priority];
  await noteBusy(catalogue);
  const ofRequest = catalogue
    .updateTable('previews')
    .where('hash', '=', request.hash)
    .where('kind', '=', request.kind);
  await ofRequest.set({ make_again: 1, priority }).where('state', '=', 'running').execute();
  await ofRequest
    .set({ state: 'queued', ...untried, priority, place: newestFirst(Date.now()) })
    .where('state', 'in', ['ready', 'failed'])
    .execute();
  await queuePreview(catalogue, request);
}
