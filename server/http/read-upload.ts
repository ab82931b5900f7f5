// Reads a request's body as it is, up to a limit.

import type { Context } from 'koa';
import { BadRequestError, TooLargeError } from '../../core/errors.ts';

/**
 * All bytes of the body.
 *
 * @param what names it in messages, for example `picture`
 * @throws TooLargeError at the limit, BadRequestError when there are none or they end too early.
 */
export async function readUpload(
  ctx: Context,
  { what, mostBytes }: { readonly what: string; readonly mostBytes: number },
): Promise<Buffer> {
  const tooLarge = () =>
    new TooLargeError(`The ${what} is too large: at most ${mostBytes / 1e6} MB are taken.`);
  if (Number(ctx.get('Content-Length')) > mostBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Without closing the connection at its end: the answer is yet to be sent.
  for await (const chunk of ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) throw tooLarge();
    chunks.push(chunk);
  }
  if (sizeBytes === 0) throw new BadRequestError(`There is no ${what}: the request has no body.`);
  return Buffer.concat(chunks);
}
