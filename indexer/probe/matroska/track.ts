// The list of tracks of a Matroska or WebM file (https://www.rfc-editor.org/rfc/rfc9559#name-tracks-element).

import type { BudgetedFile } from '../budgeted-file.ts';
import { childrenOf, type Element, elementsIn, readText, readUnsigned } from './element.ts';

/** What a track's entry says. */
export interface MatroskaTrack {
  readonly number: number;
  readonly kind: 'video' | 'audio' | 'subtitle' | 'other';
  /** `V_MPEG4/ISO/AVC`, `S_TEXT/UTF8` … */
  readonly codecId: string;
  readonly language: string | undefined;
  readonly title: string | undefined;
  readonly isDefault: boolean;
  readonly isForced: boolean;
  readonly isHearingImpaired: boolean;
  /** Frames a second, where the file says how long each lasts. */
  readonly nominalFps: number | undefined;
}

const ids = {
  trackEntry: 0xae,
  number: 0xd7,
  type: 0x83,
  codecId: 0x86,
  language: 0x22b59c,
  name: 0x536e,
  isDefault: 0x88,
  isForced: 0x55aa,
  isHearingImpaired: 0x55ab,
  defaultDuration: 0x23e383,
} as const;

const kinds: Readonly<Record<number, MatroskaTrack['kind']>> = {
  1: 'video',
  2: 'audio',
  17: 'subtitle',
};

/** The entries of a Tracks element, in order. */
export function readMatroskaTracks(file: BudgetedFile, tracks: Element): readonly MatroskaTrack[] {
  return [...elementsIn(file, tracks)]
    .filter(({ id }) => id === ids.trackEntry)
    .map((entry) => readTrack(file, entry));
}

function readTrack(file: BudgetedFile, entry: Element): MatroskaTrack {
  const fields = childrenOf(file, entry);
  const language = readText(file, fields.get(ids.language)) ?? 'eng';
  const frameNs = readUnsigned(file, fields.get(ids.defaultDuration));
  const title = readText(file, fields.get(ids.name));
  return {
    number: readUnsigned(file, fields.get(ids.number)) ?? 0,
    kind: kinds[readUnsigned(file, fields.get(ids.type)) ?? 0] ?? 'other',
    codecId: readText(file, fields.get(ids.codecId)) ?? '',
    language: language === 'und' || language === '' ? undefined : language,
    title: title === '' ? undefined : title,
    isDefault: (readUnsigned(file, fields.get(ids.isDefault)) ?? 1) === 1,
    isForced: readUnsigned(file, fields.get(ids.isForced)) === 1,
    isHearingImpaired: readUnsigned(file, fields.get(ids.isHearingImpaired)) === 1,
    nominalFps: frameNs ? 1e9 / frameNs : undefined,
  };
}
