import { describe, expect, test } from 'vitest';
import { chapterAt, chapterTitle } from '../../../web/components/player/chapters.ts';

const chapters = [
  { startS: 5, endS: 10, title: 'Opening' },
  { startS: 10, endS: 20 },
  { startS: 20, endS: 30, title: ' ' },
];

describe('the chapter', () => {
  test.each([
    [0, -1],
    [5, 0],
    [9.99, 0],
    [10, 1],
    [500, 2],
  ])('at %d seconds is number %d', (positionS, index) => {
    expect(chapterAt(chapters, positionS)).toBe(index);
  });

  test('without a title is called by its number', () => {
    expect(chapters.map(chapterTitle)).toEqual(['Opening', 'Chapter 2', 'Chapter 3']);
  });
});
