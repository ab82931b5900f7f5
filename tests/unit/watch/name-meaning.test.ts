import { describe, expect, it } from 'vitest';
import { createWalkFilter } from '../../../indexer/scan/walk-rules.ts';
import { nameMeaning } from '../../../indexer/watch/name-meaning.ts';

const filter = createWalkFilter('/videos', { extensions: ['mp4'], exclude: ['private'] });

describe('a name in a watched folder', () => {
  it.each([
    ['film.mp4', 'folder'],
    ['caf\ufffd.MP4', 'folder'],
    ['film.json', 'folder'],
    ['film.info.json', 'folder'],
    ['film.nfo', 'folder'],
    ['folder.json', 'tree'],
    ['reeldex.json', 'tree'],
    ['notes.txt', 'nothing'],
    ['film.mp4.part', 'nothing'],
    ['.film.mp4.rsync', 'hidden'],
    ['@eaDir', 'hidden'],
    ['private', 'hidden'],
  ])('%s concerns the %s', (name, meaning) => {
    expect(nameMeaning('/videos', name, filter)).toBe(meaning);
  });
});
