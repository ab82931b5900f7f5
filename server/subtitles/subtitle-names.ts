// Which of the files in a folder are subtitles of a video, by their names alone. Pure.

import { extname, parse } from 'node:path';
import { readNameParts, type SaidOfSubtitles } from './name-parts.ts';

/** How a subtitle file is written. */
export type SubtitleFormat = 'srt' | 'vtt' | 'ass';

/** A file that is named as subtitles of the video. */
export interface NamedSubtitles extends SaidOfSubtitles {
  readonly name: string;
  readonly format: SubtitleFormat;
}

/** A video among the files of its folder, and what tells videos from other files. */
export interface VideoAmongFiles {
  /** Its file name. */
  readonly name: string;
  /** Endings of videos, without the dot, in lower case. */
  readonly extensions: readonly string[];
}

const formats: Readonly<Record<string, SubtitleFormat>> = {
  '.srt': 'srt',
  '.vtt': 'vtt',
  '.ass': 'ass',
  '.ssa': 'ass',
};

/** Names of folders that hold the subtitles of the videos beside them. */
const folderNames: ReadonlySet<string> = new Set(['sub', 'subs', 'subtitle', 'subtitles']);

/** How a file is written, by its ending; undefined for one that holds no subtitles. */
export function subtitleFormat(name: string): SubtitleFormat | undefined {
  return formats[extname(name).toLowerCase()];
}

/** Those of `names` that may be folders of subtitles. */
export function subtitleFolders(names: readonly string[]): readonly string[] {
  return names.filter((name) => folderNames.has(name.toLowerCase()));
}

/** Those of `names` that are the video's name, without its ending: folders of its own subtitles in a folder of all. */
export function foldersOfVideo(
  names: readonly string[],
  video: VideoAmongFiles,
): readonly string[] {
  const stem = fold(parse(video.name).name);
  return names.filter((name) => fold(name) === stem);
}

/** Whether no other of `names` is that of a video. */
export function isOnlyVideo(names: readonly string[], { extensions }: VideoAmongFiles): boolean {
  return names.filter((name) => isVideo(name, extensions)).length <= 1;
}

/** Subtitles whose name says nothing of a video: `2_English.srt`. */
export function subtitlesOfAnyName(names: readonly string[]): readonly NamedSubtitles[] {
  return names.flatMap((name) => {
    const format = subtitleFormat(name);
    return format === undefined ? [] : { name, format, ...readNameParts([parse(name).name]) };
  });
}

/**
 * Subtitles of the video: `Film.srt`, `Film.en.forced.srt`, `Film_eng.srt`, whatever the case. What fits another video's
 * longer name, too, is that one's.
 *
 * @param names all in the video's folder, or in one of subtitles
 * @param videoNames all in the video's folder
 */
export function subtitlesOfVideo(
  names: readonly string[],
  video: VideoAmongFiles,
  videoNames: readonly string[],
): readonly NamedSubtitles[] {
  const stem = fold(parse(video.name).name);
  const candidates = names.flatMap((name) => {
    const format = subtitleFormat(name);
    if (format === undefined) return [];
    const folded = fold(parse(name).name);
    return folded.startsWith(stem) ? { name, format, rest: folded.slice(stem.length) } : [];
  });
  if (candidates.length === 0) return [];
  const longer = candidates.every(({ rest }) => rest === '')
    ? []
    : longerStems(videoNames, stem, video.extensions);
  return candidates.flatMap(({ name, format, rest }) => {
    if (longer.some((other) => isContinued(stem + rest, other))) return [];
    const said = readRest(rest, parse(name).name);
    return said === undefined ? [] : { name, format, ...said };
  });
}

/** @param whole the file's name as it is, of whose end `rest` is what is left in lower case */
function readRest(rest: string, whole: string): SaidOfSubtitles | undefined {
  if (rest === '') return readNameParts([]);
  const asWritten = whole.normalize('NFC').slice(-rest.length);
  if (rest.startsWith('.')) {
    return readNameParts(asWritten.split('.').filter((part) => part !== ''));
  }
  // Without a dot it may as well be another title.
  if (!/^[\s_([-]/.test(rest)) return undefined;
  const said = readNameParts([asWritten.replace(/^[\s_-]+/, '')]);
  return said.title === undefined ? said : undefined;
}

function longerStems(
  names: readonly string[],
  stem: string,
  extensions: readonly string[],
): readonly string[] {
  return names
    .filter((name) => isVideo(name, extensions))
    .map((name) => fold(parse(name).name))
    .filter((other) => other.length > stem.length && other.startsWith(stem));
}

function isContinued(name: string, stem: string): boolean {
  return name === stem || (name.startsWith(stem) && /^[\s._([-]/.test(name.slice(stem.length)));
}

function isVideo(name: string, extensions: readonly string[]): boolean {
  return extensions.includes(extname(name).slice(1).toLowerCase());
}

/** Copies between systems change case and the way in which accents are written. */
function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
