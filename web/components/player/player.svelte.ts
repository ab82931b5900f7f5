// The player of one video: what it shows and does. Its elements are Player.svelte's.

import { MediaUIEvents } from 'media-chrome/dist/constants.js';
import { untrack } from 'svelte';
import type { Subtitles } from '../../../core/contract/subtitles.ts';
import type { VideoDetail } from '../../../core/contract/video.ts';
import { recordView } from '../../lib/api.ts';
import { formatDuration } from '../../lib/format.ts';
import { addChapterTrack } from './chapter-track.ts';
import { choosePlayback, nextPlayback, type Playback } from './choose-playback.ts';
import type { CanPlayType } from './codec-support.ts';
import { ConvertedVideo } from './converted-video.ts';
import { findProblem } from './find-problem.ts';
import { followGestures } from './picture-gestures.ts';
import type { PlayerAction } from './player-keys.ts';
import { PosterChooser } from './poster-chooser.svelte.ts';
import { neighbourSpeed, readPreferences, storePreferences } from './player-preferences.ts';
import type { PlayerProblem } from './player-problem.ts';
import { Reconnection } from './reconnection.ts';
import type { StartPosition } from './start-position.ts';
import { firstSound, soundTracks, type SoundTrack } from './sound-tracks.ts';
import { forcedSubtitles, nearestSubtitles, wantedBy } from './subtitle-choice.ts';
import { SubtitleDisplay } from './subtitle-display.svelte.ts';
import { WatchReporter } from './watch-reporter.ts';

/** How long the word that answers a key stays on the picture. */
const wordMs = 900;

/** How long after the start there is a button to start over instead. */
const startOverS = 30;

/** Of a picture that is painted for a dialog. */
const paintedWidth = 640;

interface PlayerOptions {
  readonly video: VideoDetail;
  readonly start: StartPosition;
  readonly canPlayType: CanPlayType;
  /** Called after each report with the number of views. */
  readonly onviews: (views: number) => void;
}

/** Made once for a page, by the page. */
export class Player {
  readonly video: VideoDetail;
  readonly start: StartPosition;
  readonly sounds: readonly SoundTrack[];
  readonly subtitles: SubtitleDisplay;

  positionS = $state(0);
  /** How the video comes; another way is tried when this browser cannot play it so. */
  playback = $state<Playback>('original');
  /** Which of the sound tracks is heard. */
  audioTrack = $state(0);
  problem = $state<PlayerProblem | undefined>();
  /** The server's words on the problem, where it had any. */
  problemMessage = $state('');
  /** What a key just did, shown on the picture for a moment. */
  word = $state('');
  isHelpOpen = $state(false);
  /** True when the browser wants a press of a button before it plays. */
  isBlocked = $state(false);
  /** True while the video is where it continued, so that starting over is offered. */
  readonly canStartOver = $derived.by(
    () =>
      this.start.isResuming &&
      this.positionS >= this.start.positionS - 1 &&
      this.positionS <= this.start.positionS + startOverS,
  );

  readonly poster: PosterChooser;
  readonly #reporter: WatchReporter;
  readonly #canPlayType: CanPlayType;
  readonly #reconnection: Reconnection;
  #element: HTMLVideoElement | undefined;
  /** What the key shows again. */
  #lastShown: Subtitles | undefined;
  #converted: ConvertedVideo | undefined;
  /** False when a person paused it: it stays so when it is loaded again. */
  #isToPlay = true;
  #wordTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ video, start, canPlayType, onviews }: PlayerOptions) {
    this.video = video;
    this.start = start;
    this.positionS = start.positionS;
    this.poster = new PosterChooser(video);
    this.#reconnection = new Reconnection(video.streamUrl, () => this.retry());
    this.#canPlayType = canPlayType;
    this.subtitles = new SubtitleDisplay(video.hash);
    this.sounds = soundTracks(video.tracks);
    this.audioTrack = firstSound(this.sounds, readPreferences().soundLanguage);
    this.playback = choosePlayback(video, canPlayType, this.audioTrack);
    if (video.files.every((file) => file.isMissing)) this.problem = 'missing';
    this.#reporter = new WatchReporter(async (report) => {
      const { views } = await recordView(video.hash, report);
      onviews(views);
    });
  }

  /** Takes charge of the media element. An attachment. */
  readonly attach = (element: HTMLVideoElement): (() => void) => {
    this.#element = element;
    const ending = new AbortController();
    this.#applyPreferences(element);
    addChapterTrack(element, this.video.chapters);
    this.#follow(element, ending.signal);
    void this.#startSubtitles(element, ending.signal);
    untrack(() => this.#load(element));
    return () => {
      ending.abort();
      this.#converted?.end();
      this.#reporter.flush(element.currentTime);
      clearTimeout(this.#wordTimer);
      this.#element = undefined;
    };
  };

  /** Jumps to a position and plays on from there. */
  playFrom(positionS: number): void {
    if (this.#element === undefined) return;
    this.#element.currentTime = positionS;
    this.#play(this.#element);
  }

  /** Lets a person choose a poster, with the picture of this moment. */
  choosePoster(): void {
    this.#element?.pause();
    this.poster.isOpen = true;
  }

  /** Paints the picture on show; returns its time in seconds, or undefined when there is none yet. */
  paint(canvas: HTMLCanvasElement): number | undefined {
    const element = this.#element;
    if (element === undefined || element.readyState < HTMLMediaElement.HAVE_CURRENT_DATA)
      return undefined;
    canvas.width = paintedWidth;
    canvas.height = Math.round((paintedWidth * element.videoHeight) / element.videoWidth);
    canvas.getContext('2d')?.drawImage(element, 0, 0, canvas.width, canvas.height);
    return element.currentTime;
  }

  /** Loads again what could not be played, from the place that was wanted last. */
  retry(): void {
    this.#reconnection.stop();
    this.problem = undefined;
  }

  /** Shows subtitles, or with undefined none, here and in the videos to come. */
  chooseSubtitles(id: string | undefined): void {
    const chosen = this.subtitles.all.find((one) => one.id === id);
    storePreferences({ subtitles: chosen === undefined ? null : wantedBy(chosen) });
    this.subtitles.show(chosen);
    this.#say(chosen === undefined ? 'Subtitles off' : `Subtitles: ${chosen.label}`);
  }

  /** Has another sound track heard, and where there is one in the same language, in the videos to come. */
  chooseSound(index: number): void {
    const chosen = this.sounds[index];
    if (chosen === undefined || index === this.audioTrack) return;
    this.audioTrack = index;
    storePreferences({ soundLanguage: chosen.language ?? null });
    this.#say(`Sound: ${chosen.label}`);
    if (this.playback === 'original')
      this.playback = choosePlayback(this.video, this.#canPlayType, index);
    if (this.#element !== undefined) this.#load(this.#element);
  }

  run(action: PlayerAction): void {
    const element = this.#element;
    if (action.type === 'showHelp') this.isHelpOpen = true;
    else if (element !== undefined) this.#act(element, action);
  }

  async #startSubtitles(element: HTMLVideoElement, signal: AbortSignal): Promise<void> {
    await this.subtitles.attach(element, signal);
    if (signal.aborted) return;
    const { all } = this.subtitles;
    const { subtitles: wanted } = readPreferences();
    const nearest = wanted === null ? undefined : nearestSubtitles(all, wanted);
    const spoken = this.sounds[this.audioTrack]?.language;
    this.subtitles.show(nearest ?? forcedSubtitles(all, spoken));
  }

  #toggleSubtitles(): void {
    const { all, shown } = this.subtitles;
    if (all.length === 0) this.#say('No subtitles');
    else if (shown !== undefined) {
      this.#lastShown = shown;
      this.chooseSubtitles(undefined);
    } else {
      const wanted = { language: navigator.language, isHearingImpaired: false };
      const nearest = this.#lastShown ?? nearestSubtitles(all, wanted) ?? all[0];
      this.chooseSubtitles(nearest?.id);
    }
  }

  #load(element: HTMLVideoElement): void {
    const { video, playback, audioTrack, positionS } = this;
    // A new source is played at the default speed.
    element.defaultPlaybackRate = element.playbackRate;
    this.#converted?.end();
    this.#converted = undefined;
    if (playback === 'original') {
      element.src = video.streamUrl;
      // Before metadata this sets where playback begins, and only that part of the file is fetched.
      element.currentTime = positionS;
    } else {
      element.removeAttribute('src');
      // Else the old source ends when the new one comes, and playing with it.
      element.load();
      this.#converted = new ConvertedVideo({
        ...{ element, hash: video.hash, conversion: playback, audioTrack, positionS },
        onproblem: (problem, message) => this.#onProblem(element, problem, message),
      });
    }
    if (this.#isToPlay) this.#play(element);
  }

  #act(element: HTMLVideoElement, action: Exclude<PlayerAction, { type: 'showHelp' }>): void {
    switch (action.type) {
      case 'togglePlay':
        if (element.paused) this.#play(element);
        else element.pause();
        return;
      case 'seekBy':
        this.#seek(element, element.currentTime + action.seconds);
        return;
      case 'seekToRatio':
        this.#seek(element, element.duration * action.ratio);
        return;
      case 'stepFrame':
        if (element.paused) element.currentTime += action.frames / (this.video.fps ?? 30);
        return;
      case 'changeSpeed':
        element.playbackRate = neighbourSpeed(element.playbackRate, action.steps);
        this.#say(`${element.playbackRate}×`);
        return;
      case 'changeVolume':
        element.muted = false;
        element.volume = Math.min(1, Math.max(0, element.volume + action.by));
        this.#say(`Volume ${Math.round(element.volume * 100)} %`);
        return;
      case 'toggleMute':
        element.muted = !element.muted;
        this.#say(element.muted ? 'Muted' : 'Sound on');
        return;
      case 'toggleSubtitles':
        this.#toggleSubtitles();
        return;
      case 'toggleFullscreen':
        this.#toggleFullscreen(element);
        return;
      case 'togglePictureInPicture':
        this.#togglePictureInPicture(element);
        return;
      default:
        action satisfies never;
    }
  }

  #seek(element: HTMLVideoElement, positionS: number): void {
    if (!Number.isFinite(positionS)) return;
    const endS = Number.isFinite(element.duration) ? element.duration : positionS;
    element.currentTime = Math.min(Math.max(0, positionS), endS);
    this.#say(formatDuration(element.currentTime));
  }

  #play(element: HTMLVideoElement): void {
    element.play().catch((error: unknown) => {
      // Any other refusal comes with an error event, or from a pause that came first.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.isBlocked = true;
    });
  }

  #toggleFullscreen(element: HTMLVideoElement): void {
    const isFull = document.fullscreenElement !== null;
    // media-chrome knows the ways of every browser, iPhones included.
    const type = isFull
      ? MediaUIEvents.MEDIA_EXIT_FULLSCREEN_REQUEST
      : MediaUIEvents.MEDIA_ENTER_FULLSCREEN_REQUEST;
    element.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
  }

  #togglePictureInPicture(element: HTMLVideoElement): void {
    const isOut = document.pictureInPictureElement === element;
    const type = isOut
      ? MediaUIEvents.MEDIA_EXIT_PIP_REQUEST
      : MediaUIEvents.MEDIA_ENTER_PIP_REQUEST;
    element.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
  }

  #say(word: string): void {
    this.word = word;
    clearTimeout(this.#wordTimer);
    this.#wordTimer = setTimeout(() => (this.word = ''), wordMs);
  }

  #applyPreferences(element: HTMLVideoElement): void {
    const { volume, isMuted, speed } = readPreferences();
    element.volume = volume;
    element.muted = isMuted;
    element.defaultPlaybackRate = speed;
    element.playbackRate = speed;
  }

  #follow(element: HTMLVideoElement, signal: AbortSignal): void {
    const listen = (types: readonly string[], handle: () => void) => {
      for (const type of types) element.addEventListener(type, handle, { signal });
    };
    const remember = () =>
      storePreferences({
        volume: element.volume,
        isMuted: element.muted,
        speed: element.playbackRate,
      });
    listen(['volumechange', 'ratechange'], remember);
    listen(['timeupdate', 'seeking', 'seeked'], () => this.#onTime(element));
    listen(['play'], () => (this.#isToPlay = true));
    listen(['pause'], () => {
      // Chromium pauses what breaks off; nobody asked for that.
      if (element.error === null) this.#isToPlay = false;
    });
    listen(['playing'], () => this.#onPlaying());
    followGestures(element, (action) => this.run(action), signal);
    listen(['waiting', 'seeking'], () => this.#reporter.interrupt());
    listen(['pause', 'ended'], () => this.#report(element));
    listen(['loadedmetadata'], () => this.#onMetadata(element));
    listen(['error'], () => void this.#onError(element));
    const leave = () => this.#report(element);
    const hide = () => {
      if (document.visibilityState === 'hidden') this.#reporter.flush(element.currentTime);
    };
    window.addEventListener('pagehide', leave, { signal });
    document.addEventListener('visibilitychange', hide, { signal });
  }

  #onPlaying(): void {
    this.isBlocked = false;
    this.#reconnection.succeeded();
  }

  #onTime(element: HTMLVideoElement): void {
    // An element that lost its source is at 0.
    if (element.readyState === HTMLMediaElement.HAVE_NOTHING) return;
    this.positionS = element.currentTime;
    if (!element.paused && !element.seeking) {
      this.#reporter.tick(element.currentTime, performance.now());
    }
  }

  #report(element: HTMLVideoElement): void {
    this.#reporter.interrupt();
    this.#reporter.flush(element.currentTime);
  }

  /** A browser that knows the sound but not the picture plays the sound and says nothing. */
  #onMetadata(element: HTMLVideoElement): void {
    if (element.videoWidth === 0) this.#onProblem(element, 'format');
  }

  async #onError(element: HTMLVideoElement): Promise<void> {
    if (this.playback !== 'original') return;
    const { error } = element;
    const problem = await findProblem(error, this.video.streamUrl);
    // Something else may have been loaded meanwhile: another sound track.
    if (element.error === error) this.#onProblem(element, problem);
  }

  #onProblem(element: HTMLVideoElement, problem: PlayerProblem, message = ''): void {
    const next = problem === 'format' ? nextPlayback(this.video, this.playback) : undefined;
    if (next === undefined) {
      this.problem = problem;
      this.problemMessage = message;
      if (problem === 'connection') this.#reconnection.start();
      return;
    }
    this.playback = next;
    this.#load(element);
  }
}
