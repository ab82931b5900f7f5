import { describe, expect, it } from 'vitest';
import { defaultTemplates } from '../../../core/default-templates.ts';
import { ConfigError } from '../../../core/errors.ts';
import {
  compileTemplate,
  compileTemplates,
} from '../../../indexer/parse/template/compile-template.ts';
import { matchTemplate } from '../../../indexer/parse/template/match-template.ts';
import { TemplateError } from '../../../indexer/parse/template/template-error.ts';

function errorOf(source: string): TemplateError {
  try {
    compileTemplate(source);
  } catch (error) {
    if (error instanceof TemplateError) return error;
  }
  throw new Error(`"${source}" was compiled`);
}

function match(source: string, name: string) {
  return matchTemplate(compileTemplate(source), name);
}

describe('compileTemplate', () => {
  it.each([
    ['', 1, 'is empty'],
    ['   ', 1, 'is empty'],
    ['{title', 1, '"{" is not closed'],
    ['{performers} - {title', 16, '"{" is not closed'],
    ['{performers - {title}', 1, '"{" is not closed'],
    ['{performers} - {actor}', 17, 'no field "actor"'],
    ['{}', 2, 'no field ""'],
    ['{Title}', 2, 'no field "Title"'],
    ['{constructor}', 2, 'no field "constructor"'],
    ['{released:datum} {title}', 11, '{released:date}'],
    ['{title:date}', 8, '{title:text}'],
    ['{title} - {title}', 12, 'title is there twice'],
    ['[{studio} {title}', 1, '"[" is not closed'],
    ['{title} [({studio}] {line})', 19, '"]" closes nothing'],
    ['{title} [({studio})', 9, '"[" is not closed'],
    ['{title}]', 8, '"]" closes nothing'],
    ['{title} }', 9, '"}" closes nothing'],
    ['[] {title}', 1, 'holds nothing'],
    ['? {title}', 1, 'a "?" follows'],
    ['Who? {title}', 4, 'a "?" follows'],
    ['{year}?? {title}', 8, 'a "?" follows'],
    ['{studio}{title}', 9, 'need a text between'],
    ['{{sourceId} {title}', 1, '"{" is not closed'],
    ['{title} \\', 9, 'is followed by nothing'],
  ])('refuses %j and points at column %i', (source, column, problem) => {
    const error = errorOf(source);
    expect(error.column).toBe(column);
    expect(error.message).toContain(problem);
    expect(error.message).toContain(`column ${column}`);
    expect(error).toBeInstanceOf(ConfigError);
  });

  it('takes every default template', () => {
    expect(compileTemplates(defaultTemplates).map(({ source }) => source)).toEqual(
      defaultTemplates,
    );
  });

  it('reports all broken templates at once', () => {
    expect(() => compileTemplates(['{title}', '{x}', '[{title}'])).toThrow(
      /"\{x\}", column 2.*\n.*"\[\{title\}", column 1/,
    );
  });
});

describe('the template language', () => {
  it.each([
    ['{title}', 'Anything at all [x]', { title: 'Anything at all [x]' }],
    ['{title} ({year})', 'Alien (1979)', { title: 'Alien', year: 1979 }],
    ['{title} ({year})', 'Alien (1979) (2003)', { title: 'Alien (1979)', year: 2003 }],
    ['{title} ({year})', 'Alien (79)', undefined],
    ['{title} ({year})', 'Alien (3979)', undefined],
    ['{title} ({year})', 'Alien (1979) cut', undefined],
    ['{year}{title}', '2019Foo', { year: 2019, title: 'Foo' }],
    ['{year}{title}', '20190Foo', undefined],
    [
      '{performers} - {title}',
      'Ann, Bo - Duet - Live',
      { performers: ['Ann', 'Bo'], title: 'Duet - Live' },
    ],
    ['{performers} - {title}', 'Ann — Duet', { performers: ['Ann'], title: 'Duet' }],
    ['{performers} - {title}', 'Spider-Man', undefined],
    ['[{studio}]? {title}', 'Foo', { title: 'Foo' }],
    ['[{studio}]? {title}', '[Acme] Foo', { studio: 'Acme', title: 'Foo' }],
    ['{title} [{line}]? - {studio}', 'Foo - Acme', { title: 'Foo', studio: 'Acme' }],
    ['{title} [{line}]? - {studio}', 'Foo [L] - Acme', { title: 'Foo', line: 'L', studio: 'Acme' }],
    ['{title} {{sourceId}}', 'Foo {tt12}', { title: 'Foo', sourceId: 'tt12' }],
    ['{title} {{sourceId}}', 'Foo {Directors Cut}', undefined],
    [
      '{title} [{studio}, {line}]',
      'Foo [Acme, Gold]',
      { title: 'Foo', studio: 'Acme', line: 'Gold' },
    ],
    [
      '[{studio} ({year})?] {title}',
      '[Acme (1999)] Foo',
      { studio: 'Acme', year: 1999, title: 'Foo' },
    ],
    ['[{studio} ({year})?] {title}', '[Acme] Foo', { studio: 'Acme', title: 'Foo' }],
    ['{title} [{studio}]', 'Foo [a] [Acme (UK)]', { title: 'Foo [a]', studio: 'Acme (UK)' }],
    ['{line}? {title}', 'One', { title: 'One' }],
    ['{line}? {title}', 'One two three', { line: 'One', title: 'two three' }],
    ['Scene \\[\\?\\] {title}', 'Scene [?] Foo', { title: 'Foo' }],
    ['  {title}   -  {studio} ', 'Foo - Acme', { title: 'Foo', studio: 'Acme' }],
    ['{title} - {tags}', 'Foo - a, b, A,', { title: 'Foo', tags: ['a', 'b'] }],
    ['{released} {title}', '28 Apr 2019 Foo', { released: '2019-04-28', title: 'Foo' }],
    ['{title} {released:date}', 'Foo 2019–04–28', { title: 'Foo', released: '2019-04-28' }],
    ['{studio} - {title}', '1080p - Foo', undefined],
    ['{performers} - {title}', 'Ann, 01 - Foo', undefined],
  ])('reads %j from %j', (source, name, expected) => {
    expect(match(source, name)).toEqual(expected);
  });

  it('takes an optional part that is there, and goes on to the next when its text is of another kind', () => {
    const source = '[{studio}] [{year}]? [{released:date}]? [{line}]? {title} [{mentions}]?';
    const title = 'Foo';
    const studio = 'A';
    expect(match(source, '[A] Foo')).toEqual({ studio, title });
    expect(match(source, '[A] [2019] Foo')).toEqual({ studio, title, year: 2019 });
    expect(match(source, '[A] [20190428] Foo')).toEqual({ studio, title, released: '2019-04-28' });
    expect(match(source, '[A] [Gold] Foo')).toEqual({ studio, title, line: 'Gold' });
    expect(match(source, '[A] [Gold] [2019] Foo')).toEqual({
      studio,
      line: 'Gold',
      title: '[2019] Foo',
    });
    expect(match(source, '[A] [Gold] Foo [Ann, Bo]')).toEqual({
      studio,
      title,
      line: 'Gold',
      mentions: ['Ann', 'Bo'],
    });
    expect(match(source, '[A] Foo [x] bar [4K]')).toEqual({ studio, title: 'Foo [x] bar [4K]' });
  });
});
