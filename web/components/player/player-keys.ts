// What each key does to the player. Pure; player.svelte.ts does it, ShortcutsDialog.svelte lists it.

/** Something that a person can have the player do. */
export type PlayerAction =
  | { readonly type: 'togglePlay' }
  | { readonly type: 'seekBy'; readonly seconds: number }
  | { readonly type: 'seekToRatio'; readonly ratio: number }
  | { readonly type: 'stepFrame'; readonly frames: 1 | -1 }
  | { readonly type: 'changeSpeed'; readonly steps: 1 | -1 }
  | { readonly type: 'changeVolume'; readonly by: number }
  | { readonly type: 'toggleMute' }
  | { readonly type: 'toggleSubtitles' }
  | { readonly type: 'toggleFullscreen' }
  | { readonly type: 'togglePictureInPicture' }
  | { readonly type: 'showHelp' };

/**
 * Where the keyboard's focus is: nowhere in particular, in the player, on something that Space
 * presses, on one of the player's own buttons, on a slider that takes the arrows, or where every key
 * means something else.
 */
export type KeyPlace = 'page' | 'player' | 'button' | 'playerButton' | 'slider' | 'elsewhere';

export interface KeyPress {
  readonly key: string;
  /** Control, Alt or Meta is held: then the key is the browser's. */
  readonly hasModifier: boolean;
  readonly place: KeyPlace;
}

const actions: ReadonlyMap<string, PlayerAction> = new Map([
  [' ', { type: 'togglePlay' }],
  ['k', { type: 'togglePlay' }],
  ['ArrowLeft', { type: 'seekBy', seconds: -5 }],
  ['ArrowRight', { type: 'seekBy', seconds: 5 }],
  ['j', { type: 'seekBy', seconds: -10 }],
  ['l', { type: 'seekBy', seconds: 10 }],
  ['ArrowUp', { type: 'changeVolume', by: 0.05 }],
  ['ArrowDown', { type: 'changeVolume', by: -0.05 }],
  ['m', { type: 'toggleMute' }],
  ['c', { type: 'toggleSubtitles' }],
  ['f', { type: 'toggleFullscreen' }],
  ['p', { type: 'togglePictureInPicture' }],
  [',', { type: 'stepFrame', frames: -1 }],
  ['.', { type: 'stepFrame', frames: 1 }],
  ['<', { type: 'changeSpeed', steps: -1 }],
  ['>', { type: 'changeSpeed', steps: 1 }],
  ['?', { type: 'showHelp' }],
] as const);

/** The action of a key, or undefined when the key is not the player's. */
export function actionOfKey({ key, hasModifier, place }: KeyPress): PlayerAction | undefined {
  if (hasModifier || place === 'elsewhere') return undefined;
  const isInPlayer = place === 'player' || place === 'playerButton';
  if (key === ' ' && (place === 'button' || place === 'playerButton')) return undefined;
  if (key.startsWith('Arrow') && place === 'slider') return undefined;
  // Elsewhere on the page these two scroll it.
  if ((key === 'ArrowUp' || key === 'ArrowDown') && !isInPlayer) return undefined;
  if (/^\d$/.test(key)) return { type: 'seekToRatio', ratio: Number(key) / 10 };
  return actions.get(key.length === 1 ? key.toLowerCase() : key);
}

/** The keys as the help shows them, in its order. */
export const shortcuts: readonly { readonly keys: readonly string[]; readonly what: string }[] = [
  { keys: ['Space', 'k'], what: 'Play or pause' },
  { keys: ['←', '→'], what: '5 seconds back or forward' },
  { keys: ['j', 'l'], what: '10 seconds back or forward' },
  { keys: ['0', '…', '9'], what: 'Jump to 0 % … 90 %' },
  { keys: [',', '.'], what: 'One frame back or forward while paused' },
  { keys: ['<', '>'], what: 'Slower or faster' },
  { keys: ['↑', '↓'], what: 'Louder or quieter, with the player focused' },
  { keys: ['m'], what: 'Mute' },
  { keys: ['c'], what: 'Subtitles on or off' },
  { keys: ['f'], what: 'Full screen (or double-click)' },
  { keys: ['p'], what: 'Picture in picture' },
  { keys: ['/'], what: 'Search' },
  { keys: ['?'], what: 'This help' },
];
