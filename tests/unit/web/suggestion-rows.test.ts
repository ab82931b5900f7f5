import { describe, expect, test } from 'vitest';
import type { VideoSummary } from '../../../core/contract/video.ts';
import {
  allGroup,
  foundGroups,
  hrefOf,
  neighbourRow,
  recentGroup,
} from '../../../web/components/search-box/suggestion-rows.ts';

const video: VideoSummary = {
  hash: '0123456789abcdef',
  title: 'A walk on the beach',
  performers: ['Jane Doe'],
  studio: 'Acme',
  collection: 'Films',
  categories: [],
  tags: [],
  releasedOn: null,
  addedAt: '2024-01-01T00:00:00.000Z',
  durationS: 60,
  width: 1920,
  height: 1080,
  sizeBytes: 1,
  playability: 'direct',
  isFavourite: false,
  positionS: null,
  posterUrl: null,
  posters: [],
  teaserUrl: null,
  streamUrl: '/video/0123456789abcdef',
};

const people = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ name: `N ${n}`, videoCount: n, posterUrl: null }));

describe('the panel under the search box', () => {
  test('has videos, then performers and studios, and no heading without a row', () => {
    const answer = { videos: [video], performers: [], studios: people(1), tookMs: 1 };
    const groups = foundGroups({ kind: 'suggestions', text: 'a', answer });
    expect(groups.map(({ label }) => label)).toEqual(['Videos', 'Studios']);
  });

  test('names at most four performers', () => {
    const answer = { videos: [], performers: people(9), studios: [], tookMs: 1 };
    const [performers] = foundGroups({ kind: 'suggestions', text: 'n', answer });
    expect(performers?.rows).toHaveLength(4);
  });

  test.each([
    [recentGroup(['tag:"a b" & c']), '/search?q=tag%3A%22a+b%22+%26+c'],
    [allGroup(' beach '), '/search?q=beach'],
  ])('leads to searches by their address', ({ rows }, href) => {
    expect(rows.map(hrefOf)).toEqual([href]);
  });

  test('leads to videos, performers and studios', () => {
    const answer = { videos: [video], performers: people(1), studios: people(1), tookMs: 1 };
    const groups = foundGroups({ kind: 'suggestions', text: 'a', answer });
    expect(groups.flatMap(({ rows }) => rows.map(hrefOf))).toEqual([
      '/watch?v=0123456789abcdef',
      '/performer?name=N%200',
      '/studio?name=N%200',
    ]);
  });
});

describe('arrow keys in the panel', () => {
  const { rows } = recentGroup(['one', 'two', 'three']);
  const [first, second, third] = rows;

  test('go from the box to the first row or the last', () => {
    expect(neighbourRow(rows, undefined, 1)).toBe(first);
    expect(neighbourRow(rows, undefined, -1)).toBe(third);
  });

  test('go on, and over the ends back to the box', () => {
    expect(neighbourRow(rows, first, 1)).toBe(second);
    expect(neighbourRow(rows, third, 1)).toBeUndefined();
    expect(neighbourRow(rows, first, -1)).toBeUndefined();
  });

  test('begin anew when the row is gone', () => {
    expect(neighbourRow(rows, recentGroup(['gone']).rows[0], 1)).toBe(first);
  });

  test('go nowhere without rows', () => {
    expect(neighbourRow([], undefined, 1)).toBeUndefined();
  });
});
