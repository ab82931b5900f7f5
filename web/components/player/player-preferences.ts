// Volume, mute, speed and languages, remembered in this browser.

import type { WantedSubtitles } from './subtitle-choice.ts';

const storageKey = 'reeldex-player';

/** Speeds that the menu offers and the keys step through. */
export const speeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

export interface PlayerPreferences {
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  /** One of {@link speeds}. */
  readonly speed: number;
  /** Null where a person wants none. */
  readonly subtitles: WantedSubtitles | null;
  /** BCP 47; null for whatever the file says. */
  readonly soundLanguage: string | null;
}

const defaults: PlayerPreferences = {
  volume: 1,
  isMuted: false,
  speed: 1,
  subtitles: null,
  soundLanguage: null,
};

/** Reads what was stored; what is missing or out of range takes its default. */
export function parsePreferences(text: string | null): PlayerPreferences {
  const stored = parseObject(text);
  const { volume, isMuted, speed, subtitles, soundLanguage } = stored;
  return {
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : defaults.volume,
    isMuted: typeof isMuted === 'boolean' ? isMuted : defaults.isMuted,
    speed: speeds.find((known) => known === speed) ?? defaults.speed,
    subtitles: readWanted(subtitles),
    soundLanguage: typeof soundLanguage === 'string' ? soundLanguage : null,
  };
}

function readWanted(value: unknown): WantedSubtitles | null {
  if (typeof value !== 'object' || value === null || !('language' in value)) return null;
  const { language } = value;
  if (language !== null && typeof language !== 'string') return null;
  return {
    language,
    isHearingImpaired: 'isHearingImpaired' in value && value.isHearingImpaired === true,
  };
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The next speed up or down from any speed; the same one at the ends. */
export function neighbourSpeed(speed: number, steps: 1 | -1): number {
  const next =
    steps > 0
      ? speeds.find((known) => known > speed + 0.001)
      : speeds.findLast((known) => known < speed - 0.001);
  return next ?? speed;
}

export function readPreferences(): PlayerPreferences {
  try {
    return parsePreferences(localStorage.getItem(storageKey));
  } catch {
    // Storage may be forbidden.
    return defaults;
  }
}

/** Stores what is given, and leaves the rest as it was. */
export function storePreferences(changed: Partial<PlayerPreferences>): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...readPreferences(), ...changed }));
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}
