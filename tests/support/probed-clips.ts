// A folder of clips and a prober for the tests of one file.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createProbe, type Prober } from '../../indexer/probe/create-probe.ts';
import type { Probe } from '../../indexer/probe/probe.ts';
import { type ClipOptions, makeClip } from './clips.ts';

/** Clips by name in a folder that the calling test file owns. */
export interface ProbedClips {
  /** The path of a name; the empty name is the folder. */
  readonly at: (name: string) => string;
  readonly make: (name: string, options?: ClipOptions) => Promise<void>;
  readonly probe: (name: string) => Promise<Probe>;
  readonly makeAndProbe: (name: string, options?: ClipOptions) => Promise<Probe>;
}

/** Makes the folder and the prober before the tests and removes them afterwards. */
export function useProbedClips(): ProbedClips {
  let folder: string;
  let prober: Prober;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reeldex-probe-'));
    prober = createProbe({ ffprobePath: 'ffprobe' });
  });
  afterAll(async () => {
    await prober.close();
    await rm(folder, { recursive: true });
  });
  const at = (name: string) => (name === '' ? folder : join(folder, name));
  const make = (name: string, options?: ClipOptions) => makeClip(at(name), options);
  const probe = (name: string) => prober.probe(at(name));
  return {
    at,
    make,
    probe,
    makeAndProbe: async (name, options) => {
      await make(name, options);
      return await probe(name);
    },
  };
}
