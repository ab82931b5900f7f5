// The sound tracks of a video: what they are called, and which is heard. Pure.

import { languageName, languageTag, primaryLanguage } from '../../../core/contract/language.ts';
import type { Track } from '../../../core/contract/video.ts';

/** A sound track for a person to choose. */
export interface SoundTrack {
  /** Its number among the sound tracks, from 0. */
  readonly index: number;
  /** BCP 47; undefined when it is not known. */
  readonly language: string | undefined;
  /** `French, 5.1 (Commentary)`. */
  readonly label: string;
  readonly isDefault: boolean;
}

/** The sound tracks in the file's order. */
export function soundTracks(tracks: readonly Track[]): readonly SoundTrack[] {
  return tracks
    .filter(({ kind }) => kind === 'audio')
    .map((track, index) => {
      const language = languageTag(track.language ?? '');
      return { index, language, label: labelOf(track, index), isDefault: track.isDefault ?? false };
    });
}

/**
 * The track that is heard first: the wanted language's, else the one that the file says, else the first.
 *
 * @param wanted BCP 47
 */
export function firstSound(tracks: readonly SoundTrack[], wanted: string | null): number {
  const spoken = wanted === null ? undefined : primaryLanguage(wanted);
  const inLanguage = tracks.filter(
    ({ language }) => language !== undefined && primaryLanguage(language) === spoken,
  );
  const among = inLanguage.length > 0 ? inLanguage : tracks;
  return (among.find(({ isDefault }) => isDefault) ?? among[0])?.index ?? 0;
}

/** `stereo`, `5.1`, `3 channels`. */
export function channelsName(channels: number): string {
  if (channels === 1) return 'mono';
  if (channels === 2) return 'stereo';
  if (channels === 6) return '5.1';
  return channels === 8 ? '7.1' : `${channels} channels`;
}

function labelOf({ language, title, channels }: Track, index: number): string {
  const tag = languageTag(language ?? '');
  const name = tag === undefined ? `Track ${index + 1}` : languageName(tag);
  const parts = [name, ...(channels === undefined ? [] : [channelsName(channels)])].join(', ');
  return title === undefined ? parts : `${parts} (${title})`;
}
