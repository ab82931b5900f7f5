// The process in which mediabunny reads files. Started by mediabunny-prober.ts only.

import { describeError } from '../../core/errors.ts';
import type { SniffedContainer } from './container-sniff.ts';
import type { MediaFacts } from './media-facts.ts';
import { readWithMediabunny } from './read-with-mediabunny.ts';

/** A file to read. */
export interface ProbeQuestion {
  readonly path: string;
  readonly container: SniffedContainer;
}

/** `unsure` is for ffprobe; its reason completes the sentence "the file …". */
export type ProbeAnswer =
  | { readonly kind: 'facts'; readonly facts: MediaFacts }
  | { readonly kind: 'unsure'; readonly reason: string };

async function answer({ path, container }: ProbeQuestion): Promise<ProbeAnswer> {
  try {
    return { kind: 'facts', facts: await readWithMediabunny(path, container) };
  } catch (error) {
    return { kind: 'unsure', reason: describeError(error) };
  }
}

// Ctrl+C goes to every process of a terminal; this one ends with the program that asks it.
process.on('SIGINT', () => undefined);
process.on('message', (question: ProbeQuestion) => {
  void answer(question).then((said) => process.send?.(said));
});
