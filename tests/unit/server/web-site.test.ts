import { expect, test } from 'vitest';
import { pageFile } from '../../../server/http/web-site.ts';

test.each([
  ['/', '/pages/home/index.html'],
  ['/search', '/pages/search/index.html'],
  ['/watch/', '/pages/watch/index.html'],
])('the address %s is the page %s', (path, file) => {
  expect(pageFile(path)).toBe(file);
});

test.each(['/assets/a.js', '/search/search-videos', '/..', '/a.html', '/icon.svg', '//'])(
  '%s is no page',
  (path) => {
    expect(pageFile(path)).toBeUndefined();
  },
);
