// The words of the pages about performers and about studios, which are otherwise the same.

import type { PeopleKind } from '../../lib/api.ts';

interface PeopleWords {
  readonly one: string;
  readonly other: string;
  readonly title: string;
  readonly find: string;
  readonly none: string;
  readonly whereFrom: string;
  readonly similar: string;
}

export const peopleWords: Readonly<Record<PeopleKind, PeopleWords>> = {
  performer: {
    one: 'performer',
    other: 'performers',
    title: 'Performers',
    find: 'Find a performer',
    none: 'No performers yet',
    whereFrom:
      'Reeldex reads performers from file names, folders and sidecar files. They appear here as videos are indexed.',
    similar: 'Similar performers',
  },
  studio: {
    one: 'studio',
    other: 'studios',
    title: 'Studios',
    find: 'Find a studio',
    none: 'No studios yet',
    whereFrom:
      'Reeldex reads studios from file names, folders and sidecar files. They appear here as videos are indexed.',
    similar: 'Similar studios',
  },
};
