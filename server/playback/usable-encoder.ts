// Whether an encoder works here: ffmpeg may not know it, and the card or its driver may not be there. Tried, because only
// that tells.

import type { Encoder } from '../../core/config-schema.ts';
import { ProcessError } from '../../core/errors.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { runProcess } from '../../core/run-process.ts';
import { encoderOptions } from './encoder-options.ts';

const TRIAL_TIMEOUT_MS = 30_000;

/** Where any ffmpeg can encode without a card. */
const FALLBACK = 'libx264' satisfies Encoder;

/** What is to be used, and what a person should know of what they wanted. */
export interface EncoderChoice {
  readonly encoder: Encoder;
  readonly problem: string | undefined;
}

/**
 * The wanted encoder if it can encode some pictures, otherwise `libx264`.
 *
 * @throws AppError when there is no ffmpeg to try it with.
 */
export async function chooseEncoder(
  wanted: Encoder,
  tools: () => Promise<Pick<FfmpegTools, 'ffmpegPath'>>,
): Promise<EncoderChoice> {
  if (wanted === FALLBACK) return { encoder: wanted, problem: undefined };
  const { ffmpegPath } = await tools();
  try {
    await runProcess(ffmpegPath, trialArguments(wanted), { timeoutMs: TRIAL_TIMEOUT_MS });
    return { encoder: wanted, problem: undefined };
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    const problem = `The encoder ${wanted} of playback.encoder does not work here, so videos are encoded with ${FALLBACK}: ${error.message} Install its driver, let Reeldex use the card, or choose another encoder.`;
    return { encoder: FALLBACK, problem };
  }
}

function trialArguments(encoder: Encoder): readonly string[] {
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error'],
    ...['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25:duration=0.2'],
    ...encoderOptions(encoder, 'format=yuv420p'),
    ...['-f', 'null', '-'],
  ];
}
