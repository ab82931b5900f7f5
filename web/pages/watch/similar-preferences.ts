// What similar videos are likened by, remembered in this browser.

const storageKey = 'reeldex-similar';

/** From 0, which leaves a kind out, to 3. */
export const weightRange = { min: 0, max: 3, step: 0.5 } as const;

export const weightNames = ['performers', 'studio', 'tags', 'title'] as const;
export type WeightName = (typeof weightNames)[number];

export interface SimilarPreferences {
  readonly weights: Readonly<Record<WeightName, number>>;
  /** Whether other copies, resolutions and cuts of the video are listed too. */
  readonly includesDuplicates: boolean;
}

export const defaultPreferences: SimilarPreferences = {
  weights: { performers: 1, studio: 1, tags: 1, title: 1 },
  includesDuplicates: false,
};

/** Reads what was stored; what is missing or out of range takes its default. */
export function parseSimilarPreferences(text: string | null): SimilarPreferences {
  const { weights, includesDuplicates } = parseObject(text);
  const stored = toObject(weights);
  const weightOf = (name: WeightName) => {
    const value = stored[name];
    const isKnown =
      typeof value === 'number' && value >= weightRange.min && value <= weightRange.max;
    return isKnown ? value : defaultPreferences.weights[name];
  };
  return {
    weights: {
      performers: weightOf('performers'),
      studio: weightOf('studio'),
      tags: weightOf('tags'),
      title: weightOf('title'),
    },
    includesDuplicates: includesDuplicates === true,
  };
}

/** Whether nothing was chosen that could be taken back. */
export function isDefault({ weights, includesDuplicates }: SimilarPreferences): boolean {
  return !includesDuplicates && weightNames.every((name) => weights[name] === 1);
}

/** How much a weight is, for eyes and ears: `off`, `normal`, `2.5 times`. */
export function weightLabel(weight: number): string {
  if (weight === 0) return 'off';
  return weight === 1 ? 'normal' : `${weight} times`;
}

/** The preferences as parameters of the request; none for the defaults. */
export function toSimilarQuery({
  weights,
  includesDuplicates,
}: SimilarPreferences): URLSearchParams {
  const parameters = {
    performerWeight: weights.performers,
    studioWeight: weights.studio,
    tagWeight: weights.tags,
    titleWeight: weights.title,
  };
  const query = new URLSearchParams();
  for (const [name, weight] of Object.entries(parameters))
    if (weight !== 1) query.set(name, String(weight));
  if (includesDuplicates) query.set('includeDuplicates', 'true');
  return query;
}

export function readSimilarPreferences(): SimilarPreferences {
  try {
    return parseSimilarPreferences(localStorage.getItem(storageKey));
  } catch {
    // Storage may be forbidden.
    return defaultPreferences;
  }
}

export function storeSimilarPreferences(preferences: SimilarPreferences): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    return toObject(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
