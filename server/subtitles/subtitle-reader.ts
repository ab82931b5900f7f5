// The subtitles of a video: which there are, and each as WebVTT. Knows nothing of who may see the video.

import type { VideoFileRow } from '../../core/catalogue/video-store.ts';
import type { Video } from '../../core/catalogue/video.ts';
import { routes } from '../../core/contract/routes.ts';
import type { Subtitles, SubtitlesAnswer } from '../../core/contract/subtitles.ts';
import { NotFoundError, ProcessError } from '../../core/errors.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { runProcess } from '../../core/run-process.ts';
import { readAssCues } from './ass-cues.ts';
import { decodeSubtitles } from './decode-subtitles.ts';
import { findSubtitleFiles, type SubtitleFile } from './find-subtitle-files.ts';
import { inOrder, labelOf } from './label-subtitles.ts';
import type { SaidOfSubtitles } from './name-parts.ts';
import { readSubtitleFile, unreadable } from './read-subtitle-file.ts';
import { convertArguments } from './subtitle-arguments.ts';
import { subtitleTracks } from './subtitle-tracks.ts';
import type { TrackExtractor } from './track-extractor.ts';
import { writeWebVtt } from './write-webvtt.ts';

const CONVERT_TIMEOUT_MS = 60_000;
/** ASS says in more words what SubRip says in few. */
const MAX_CONVERTED_BYTES = 64 * 1024 * 1024;

interface SubtitleReaderParts {
  readonly extractor: TrackExtractor;
  readonly tools: () => Promise<FfmpegTools>;
  /** Endings of videos, without the dot. */
  readonly extensions: readonly string[];
}

/** A video with the copy of it that is played. */
export interface PlayedVideo {
  readonly video: Pick<Video, 'hash' | 'tracks'>;
  readonly file: Pick<VideoFileRow, 'path' | 'root'>;
}

/** Finds and reads subtitles. */
export class SubtitleReader {
  readonly #parts: SubtitleReaderParts;

  constructor(parts: SubtitleReaderParts) {
    this.#parts = parts;
  }

  /** All subtitles that can be shown, by label. */
  async list({ video, file }: PlayedVideo): Promise<SubtitlesAnswer> {
    const { hash } = video;
    const files = await findSubtitleFiles(file.path, this.#parts.extensions);
    const { texts, pictureCount } = subtitleTracks(video.tracks);
    const all = [
      ...files.map((said) => present(hash, { id: said.id, source: 'file', said })),
      ...texts.map((said) => present(hash, { id: `track-${said.index}`, source: 'track', said })),
    ];
    return { hash, subtitles: [...inOrder(all)], pictureTracks: pictureCount };
  }

  /**
   * The subtitles of an id as WebVTT. Of a track it may take as long as reading the whole video does.
   *
   * @throws NotFoundError when the video has no such subtitles.
   * @throws UnavailableError `subtitles_coming` when that takes long: it goes on, and is to be asked for again.
   * @throws AppError `subtitles_unreadable` with what is wrong with them.
   */
  async read(played: PlayedVideo, id: string, signal: AbortSignal): Promise<string> {
    return id.startsWith('track-')
      ? await this.#readTrack(played, Number(id.slice('track-'.length)), signal)
      : await this.#readFile(played, id, signal);
  }

  async #readTrack({ video, file }: PlayedVideo, index: number, signal: AbortSignal) {
    const { texts } = subtitleTracks(video.tracks);
    const track = texts.find((text) => text.index === index);
    if (track === undefined) throw missing();
    const source = { hash: video.hash, path: file.path, textTracks: texts };
    const bytes = await this.#parts.extractor.read(source, index, signal);
    return toWebVtt(toText(bytes, track.language));
  }

  async #readFile({ file }: PlayedVideo, id: string, signal: AbortSignal): Promise<string> {
    const files = await findSubtitleFiles(file.path, this.#parts.extensions);
    const found = files.find((one) => one.id === id);
    if (found === undefined) throw missing();
    const text = toText(await readSubtitleFile(found.path, file.root), found.language);
    // ffmpeg stops at the first block of styles; browsers read the format best.
    if (found.format === 'vtt') return checkWebVtt(text);
    return await this.#convert(text, found.format, signal);
  }

  async #convert(text: string, format: 'srt' | 'ass', signal: AbortSignal): Promise<string> {
    const { ffmpegPath } = await this.#parts.tools();
    const limits = { timeoutMs: CONVERT_TIMEOUT_MS, maxStdoutBytes: MAX_CONVERTED_BYTES };
    try {
      const options = { signal, stdin: text, ...limits };
      const ass = await runProcess(ffmpegPath, convertArguments(format), options);
      return toWebVtt(ass.toString('utf8'));
    } catch (error) {
      if (error instanceof ProcessError)
        throw unreadable(`cannot be read: ${error.message}`, error);
      throw error;
    }
  }
}

interface Presented {
  readonly id: SubtitleFile['id'];
  readonly source: Subtitles['source'];
  readonly said: SaidOfSubtitles;
}

function present(hash: string, { id, source, said }: Presented): Subtitles {
  const { language, isForced, isHearingImpaired, isDefault } = said;
  return {
    id,
    url: routes.subtitlesFile(hash, id),
    language: language ?? null,
    label: labelOf(said),
    source,
    isForced,
    isHearingImpaired,
    isDefault,
  };
}

function toText(bytes: Uint8Array, language: string | undefined): string {
  const text = decodeSubtitles(bytes, language);
  if (text === undefined) throw unreadable('are no text');
  return text;
}

function toWebVtt(ass: string): string {
  const cues = readAssCues(ass);
  if (cues.length === 0) throw unreadable('hold no lines to show');
  return writeWebVtt(cues);
}

function checkWebVtt(text: string): string {
  if (!/^WEBVTT(?:[ \t\r\n]|$)/.test(text))
    throw unreadable('do not begin with WEBVTT, as the ending of the file says');
  return text;
}

function missing(): NotFoundError {
  return new NotFoundError('The video has no such subtitles; they may have been renamed.');
}
