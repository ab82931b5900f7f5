// Plays a conversion of the server in a media element, by hls.js or by the browser itself. Owns the server's session.

import type { ErrorData, LoaderResponse, RetryConfig } from 'hls.js';
import type Hls from 'hls.js/light';
import type { ErrorAnswer } from '../../../core/contract/errors.ts';
import type { Conversion } from '../../../core/contract/playback.ts';
import { routes } from '../../../core/contract/routes.ts';
import { endPlayback } from '../../lib/api.ts';
import { parseErrorAnswer } from '../../lib/request.ts';
import { problemOfConversion, type PlayerProblem } from './player-problem.ts';

/** A conversion that begins takes seconds where the disk is slow or the pictures are large. */
const firstByteTimeoutMs = 60_000;

/** Seven seconds in all. */
const retries = { maxNumRetry: 3, retryDelayMs: 1000, maxRetryDelayMs: 4000 };

/** With so many seconds to play ahead, more is asked for until they are played, and nobody is disturbed. */
const enoughAheadS = 2;

/** What is kept behind the place that is watched, in seconds: a step back should not load anew. */
const backBufferS = 60;

interface ConvertedVideoOptions {
  readonly element: HTMLVideoElement;
  readonly hash: string;
  readonly conversion: Conversion;
  /** Which sound track, from 0 in the file's order. */
  readonly audioTrack: number;
  /** Where playing begins, in seconds. */
  readonly positionS: number;
  /** Called at most once, when it cannot go on; with the server's words, if it had any. */
  readonly onproblem: (problem: PlayerProblem, message?: string) => void;
}

/** Loads a conversion; ended by whoever made it. */
export class ConvertedVideo {
  readonly #options: ConvertedVideoOptions;
  /** 16 hex digits; made without crypto.randomUUID, which needs HTTPS. */
  readonly #session = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  #hls: Hls | undefined;
  #isEnded = false;
  #hasRecovered = false;
  #hasLoadedAgain = false;
  #loadTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConvertedVideoOptions) {
    this.#options = options;
    void this.#load(options.positionS);
    window.addEventListener('pagehide', this.#leave);
  }

  /** Stops loading, and the server's work for it. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    window.removeEventListener('pagehide', this.#leave);
    clearTimeout(this.#loadTimer);
    this.#hls?.destroy();
    this.#leave();
  }

  readonly #leave = (): void => {
    // The server notices by itself in half a minute when this does not arrive.
    endPlayback(this.#session).catch(() => undefined);
  };

  async #load(positionS: number): Promise<void> {
    const { element, hash, conversion, audioTrack } = this.#options;
    const url = routes.hlsPlaylist(hash, conversion, {
      session: this.#session,
      audio: audioTrack,
    });
    const loaded = await import('hls.js/light').catch(() => undefined);
    if (this.#isEnded) return;
    if (loaded === undefined) {
      this.#fail('connection');
      return;
    }
    const HlsPlayer = loaded.default;
    if (!HlsPlayer.isSupported()) {
      // Safari on iPhones plays HLS by itself.
      element.src = url;
      element.currentTime = positionS;
      return;
    }
    const policy = HlsPlayer.DefaultConfig.fragLoadPolicy.default;
    const patient = {
      default: {
        ...policy,
        maxTimeToFirstByteMs: firstByteTimeoutMs,
        errorRetry: { ...retries, shouldRetry: isWorthRetry },
      },
    };
    this.#hls = new HlsPlayer({
      // Its worker comes from a blob, which the site's security policy refuses; segments need no work.
      enableWorker: false,
      startPosition: positionS,
      backBufferLength: backBufferS,
      fragLoadPolicy: patient,
      manifestLoadPolicy: patient,
      playlistLoadPolicy: patient,
    });
    const { MEDIA_ERROR, NETWORK_ERROR } = HlsPlayer.ErrorTypes;
    this.#hls.on(HlsPlayer.Events.ERROR, (_event, data) => {
      if (!data.fatal) return;
      if (data.type === MEDIA_ERROR) this.#onMediaError();
      else if (data.type === NETWORK_ERROR) this.#onNetworkError(data);
      else this.#fail('format');
    });
    this.#hls.loadSource(url);
    this.#hls.attachMedia(element);
  }

  #onMediaError(): void {
    if (this.#hasRecovered) {
      this.#fail('format');
      return;
    }
    this.#hasRecovered = true;
    this.#hls?.recoverMediaError();
  }

  #onNetworkError({ frag, response, networkDetails }: ErrorData): void {
    const status = response?.code === 0 ? undefined : response?.code;
    if (status === 404 && frag !== undefined && !this.#hasLoadedAgain) {
      this.#loadAgain();
      return;
    }
    if (status === undefined && bufferedAheadS(this.#options.element) > enoughAheadS) {
      this.#loadTimer = setTimeout(() => this.#hls?.startLoad(), retries.retryDelayMs);
      return;
    }
    const answer = readErrorAnswer(networkDetails);
    this.#fail(problemOfConversion(status, answer), answer?.error.message);
  }

  /** A video that ends before its header says has another playlist when that has come out. */
  #loadAgain(): void {
    const { element } = this.#options;
    const { currentTime, paused } = element;
    this.#hasLoadedAgain = true;
    this.#hls?.destroy();
    void this.#load(currentTime).then(() => {
      if (!paused) element.play().catch(() => undefined);
    });
  }

  #fail(problem: PlayerProblem, message?: string): void {
    if (this.#isEnded) return;
    this.#hls?.destroy();
    this.#options.onproblem(problem, message);
  }
}

/** Seconds that can be played from here without loading more. */
function bufferedAheadS({ buffered, currentTime }: HTMLVideoElement): number {
  for (let range = 0; range < buffered.length; range += 1) {
    const isInside = buffered.start(range) <= currentTime && currentTime <= buffered.end(range);
    if (isInside) return buffered.end(range) - currentTime;
  }
  return 0;
}

/** A server that answers has its reasons; one that does not may be starting again. */
function isWorthRetry(
  config: RetryConfig | null | undefined,
  retried: number,
  _isTimeout: boolean,
  response: LoaderResponse | undefined,
): boolean {
  return response?.code === 0 && retried < (config?.maxNumRetry ?? 0);
}

/** @param request an XMLHttpRequest for text or bytes, as hls.js makes them */
function readErrorAnswer(request: unknown): ErrorAnswer | undefined {
  if (!(request instanceof XMLHttpRequest)) return undefined;
  const body: unknown = request.response;
  return parseErrorAnswer(
    body instanceof ArrayBuffer ? new TextDecoder().decode(body) : String(body),
  );
}
