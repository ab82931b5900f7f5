// Reads what a video file says of itself: with mediabunny, which is quick, or with ffprobe, which knows everything.

import type { FileHandle } from 'node:fs/promises';
import { AppError, describeError, ProbeError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { type OpenFile, openRegularFile } from '../identify/open-regular-file.ts';
import { type AssembledFile, assembleProbe, findPicture } from './assemble-probe.ts';
import { SNIFF_BYTES, sniffContainer, toContainerName } from './container-sniff.ts';
import { readWithFfprobe } from './ffprobe-prober.ts';
import { createMediabunnyProber } from './mediabunny-prober.ts';
import type { MediaFacts } from './media-facts.ts';
import type { Probe } from './probe.ts';

/** What probing needs. */
export interface CreateProbeOptions {
  /** Name or path of the program. */
  readonly ffprobePath: string;
  /** Told why a file went to ffprobe, at debug level, or as a warning where it cost a process. @default nobody */
  readonly log?: Log;
}

/** What may end a probe. */
export interface ProbeOptions {
  readonly signal?: AbortSignal;
}

/** Reads files; may be asked for several at once. */
export interface Prober {
  /**
   * Reads one file, in milliseconds to about a minute.
   *
   * @throws ProbeError with the file and the reason, also when the file cannot be opened (the system's error is its
   *   `cause`), AppError `ffprobe_missing` when the program cannot be started, the signal's reason.
   */
  readonly probe: (path: string, options?: ProbeOptions) => Promise<Probe>;
  /** Ends the process in which files are read. */
  readonly close: () => Promise<void>;
}

/** Starts no process before the first file. */
export function createProbe({ ffprobePath, log }: CreateProbeOptions): Prober {
  const mediabunny = createMediabunnyProber();

  const probeOpenFile = async (path: string, { handle, stats }: OpenFile, signal?: AbortSignal) => {
    const sniffed = sniffContainer(await readHead(handle));
    if (sniffed.kind === 'refused') throw new ProbeError(`${path} ${sniffed.reason}`);
    if (sniffed.kind === 'container') {
      const answer = await mediabunny.ask({ path, container: sniffed.container }, signal);
      if (answer.kind === 'facts') {
        const { container } = sniffed;
        const file = { path, container, sizeBytes: stats.size, source: 'mediabunny' } as const;
        return concludeProbe(file, answer.facts);
      }
      const level = answer.kind === 'defeated' ? 'warn' : 'debug';
      log?.[level]({ path, reason: answer.reason }, 'file left to ffprobe');
    }
    const opened = { path, descriptor: handle.fd, sizeBytes: stats.size, signal };
    const facts = await readWithFfprobe(ffprobePath, opened);
    const container = toContainerName(facts.format, sniffed);
    return concludeProbe({ path, container, sizeBytes: stats.size, source: 'ffprobe' }, facts);
  };

  return {
    probe: async (path, { signal } = {}) => {
      signal?.throwIfAborted();
      try {
        const file = await openRegularFile(path);
        try {
          return await probeOpenFile(path, file, signal);
        } finally {
          await file.handle.close();
        }
      } catch (cause) {
        signal?.throwIfAborted();
        if (cause instanceof AppError) throw cause;
        throw new ProbeError(`${path} cannot be read: ${describeError(cause)}`, { cause });
      }
    },
    close: mediabunny.close,
  };
}

async function readHead(handle: FileHandle): Promise<Buffer> {
  const head = Buffer.alloc(SNIFF_BYTES);
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  return head.subarray(0, bytesRead);
}

function concludeProbe(file: AssembledFile & { readonly path: string }, facts: MediaFacts): Probe {
  const picture = findPicture(facts.streams);
  if (!picture) {
    const hasSound = facts.streams.some(({ kind }) => kind === 'audio');
    throw new ProbeError(`${file.path} has no video, ${hasSound ? 'only sound' : 'and no sound'}`);
  }
  if (!(picture.width > 0 && picture.height > 0)) {
    throw new ProbeError(`${file.path} has a damaged video track: its picture size is unknown`);
  }
  return assembleProbe(facts, picture, file);
}
