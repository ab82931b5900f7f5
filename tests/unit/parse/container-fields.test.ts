import { describe, expect, it } from 'vitest';
import { readContainerFields } from '../../../indexer/parse/container/container-fields.ts';

describe('readContainerFields', () => {
  it('reads the tags that players show, in any case', () => {
    const tags = {
      TITLE: ' Foo ',
      Artist: 'Ann; Bo',
      DATE_RELEASED: '2019-04-28',
      genre: 'Drama / Short',
      network: 'Acme',
      show: 'Gold',
      keywords: 'live, home',
      description: 'One\r\ntwo',
      encoder: 'Lavf60',
    };
    expect(readContainerFields(tags)).toEqual({
      title: 'Foo',
      performers: ['Ann', 'Bo'],
      released: '2019-04-28',
      categories: ['Drama', 'Short'],
      studio: 'Acme',
      line: 'Gold',
      tags: ['live', 'home'],
      description: 'One\ntwo',
    });
  });

  it('reads a date that is only a year', () => {
    expect(readContainerFields({ date: '2019' })).toEqual({ year: 2019 });
  });

  it('takes a comment for the description where there is no better one, unless a tool wrote it', () => {
    const comment = 'A walk through the old town';
    expect(readContainerFields({ comment })).toEqual({ description: comment });
    expect(readContainerFields({ comment, synopsis: 'A walk' })).toEqual({ description: 'A walk' });
    expect(readContainerFields({ comment, description: 'Made with ClipCutter' })).toEqual({
      description: comment,
    });
    expect(readContainerFields({ comment: 'Encoded by Jane' })).toEqual({});
    expect(readContainerFields({ comment: 'https://example.org/x' })).toEqual({});
    expect(readContainerFields({ comment: 'x' })).toEqual({});
  });

  it('takes no tool for a title or a person', () => {
    expect(readContainerFields({ title: 'Encoded with Foo', artist: 'Lavf60.3.100' })).toEqual({});
  });

  it('passes over tags that make no sense', () => {
    const tags = { title: '  ', date: 'yesterday', artist: ';', studio: 'x'.repeat(501) };
    expect(readContainerFields(tags)).toEqual({});
  });
});
