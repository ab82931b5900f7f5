import { describe, expect, it } from 'vitest';
import { readContainerFields } from '../../../indexer/parse/container-fields.ts';

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

  it('passes over tags that make no sense', () => {
    const tags = { title: '  ', date: 'yesterday', artist: ';', studio: 'x'.repeat(501) };
    expect(readContainerFields(tags)).toEqual({});
  });
});
