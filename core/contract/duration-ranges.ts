// The lengths of video that the `duration` facet counts. Browser-safe and without dependencies.

/** A range of lengths in seconds; its lower end belongs to it, its upper end does not. */
export interface DurationRange {
  /** Its name among the facet's values: `300-1200`, `3600-`. */
  readonly value: string;
  readonly durationMin: number;
  /** Undefined for a range without an end. */
  readonly durationMax: number | undefined;
}

/** The ranges side by side, the shortest first. As filters they have the numbers of videos that the facet says. */
export const durationRanges: readonly DurationRange[] = [
  { value: '0-300', durationMin: 0, durationMax: 300 },
  { value: '300-1200', durationMin: 300, durationMax: 1200 },
  { value: '1200-3600', durationMin: 1200, durationMax: 3600 },
  { value: '3600-', durationMin: 3600, durationMax: undefined },
];
