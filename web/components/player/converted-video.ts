// Plays a conversion of the server in a media element, by hls.js or by the browser itself. Owns the server's session.

import type Hls from 'hls.js/light';
import type { Conversion } from '../../../core/contract/playback.ts';
import { routes } from '../../../core/contract/routes.ts';
import { endPlayback } from '../../lib/api.ts';
import { problemOfStatus, type PlayerProblem } from './player-problem.ts';

/** A conversion that begins takes seconds where the disk is slow or the pictures are large. */
const firstByteTimeoutMs = 60_000;

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
  /** Called at most once, when it cannot go on. */
  readonly onproblem: (problem: PlayerProblem) => void;
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

  constructor(options: ConvertedVideoOptions) {
    this.#options = options;
    void this.#load();
    window.addEventListener('pagehide', this.#leave);
  }

  /** Stops loading, and the server's work for it. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    window.removeEventListener('pagehide', this.#leave);
    this.#hls?.destroy();
    this.#leave();
  }

  readonly #leave = (): void => {
    // The server notices by itself in half a minute when this does not arrive.
    endPlayback(this.#session).catch(() => undefined);
  };

  async #load(): Promise<void> {
    const { element, hash, conversion, audioTrack, positionS } = this.#options;
    const url = routes.hlsPlaylist(hash, conversion, {
      session: this.#session,
      audio: audioTrack,
    });
    const { default: HlsPlayer } = await import('hls.js/light');
    if (this.#isEnded) return;
    if (!HlsPlayer.isSupported()) {
      // Safari on iPhones plays HLS by itself.
      element.src = url;
      element.currentTime = positionS;
      return;
    }
    const policy = HlsPlayer.DefaultConfig.fragLoadPolicy.default;
    const patient = { default: { ...policy, maxTimeToFirstByteMs: firstByteTimeoutMs } };
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
    this.#hls.on(HlsPlayer.Events.ERROR, (_event, { fatal, type, response }) => {
      if (!fatal) return;
      if (type === MEDIA_ERROR) this.#onMediaError();
      else this.#fail(type === NETWORK_ERROR ? problemOf(response?.code) : 'format');
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

  #fail(problem: PlayerProblem): void {
    if (this.#isEnded) return;
    this.#hls?.destroy();
    this.#options.onproblem(problem);
  }
}

/** @param status 0 for no answer */
function problemOf(status = 0): PlayerProblem {
  return status === 503 ? 'busy' : problemOfStatus(status === 0 ? undefined : status);
}
