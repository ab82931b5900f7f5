// What titles are sorted by. Pure.

import { foldText } from '../core/similarity/fold-text.ts';

const MAX_LENGTH = 120;
const NUMBER_DIGITS = 12;
const leadingArticle = /^(?:the|an?) (?=\S)/;

/**
 * A key whose byte order is the order people expect of titles: accents and case do not matter, a leading English
 * article is skipped, punctuation counts as a space, and numbers count by value (`Part 2` before `Part 10`).
 */
export function titleKey(title: string): string {
  const plain = foldText(title)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .replace(leadingArticle, '')
    .replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(NUMBER_DIGITS, '0'));
  return plain.slice(0, MAX_LENGTH).toWellFormed();
}
