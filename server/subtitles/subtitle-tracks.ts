// The subtitle tracks in a video, by what was learnt of it when it was indexed. Pure.

import { languageTag } from '../../core/contract/language.ts';
import type { Track } from '../../core/contract/video.ts';
import { readNameParts, type SaidOfSubtitles } from './name-parts.ts';

/** ffprobe's names of what is text and what is pictures; the rest is captions that no program here reads. */
const textCodecs: ReadonlySet<string> = new Set([
  ...['subrip', 'ass', 'ssa', 'mov_text', 'webvtt', 'text'],
]);
const pictureCodecs: ReadonlySet<string> = new Set([
  ...['hdmv_pgs_subtitle', 'dvd_subtitle', 'dvb_subtitle', 'xsub'],
]);

/** A track that is text. */
export interface TextTrack extends SaidOfSubtitles {
  /** Its number among the subtitle tracks, from 0. */
  readonly index: number;
  /** ffprobe's name. */
  readonly codec: string;
}

/** The text tracks, and how many are pictures. */
export function subtitleTracks(tracks: readonly Track[]): {
  readonly texts: readonly TextTrack[];
  readonly pictureCount: number;
} {
  const all = tracks.filter(({ kind }) => kind === 'subtitle');
  return {
    texts: all.flatMap((track, index) =>
      textCodecs.has(track.codec) ? { index, codec: track.codec, ...describe(track) } : [],
    ),
    pictureCount: all.filter(({ codec }) => pictureCodecs.has(codec)).length,
  };
}

function describe({ language, title, isDefault, isForced, isHearingImpaired }: Track) {
  const said = readNameParts(title === undefined ? [] : [title]);
  const tag = languageTag(language ?? '');
  return {
    // A title that is nothing but a language knows better: codes do not tell Brazil from Portugal.
    language: said.title === undefined ? (said.language ?? tag) : (tag ?? said.language),
    title: said.title,
    isDefault: isDefault ?? false,
    isForced: (isForced ?? false) || said.isForced,
    isHearingImpaired: (isHearingImpaired ?? false) || said.isHearingImpaired,
  };
}
