import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate, parseYear, readDateAt } from '../../../indexer/parse/field/release-date.ts';

describe('parseDate', () => {
  it.each([
    ['2019-04-28', '2019-04-28'],
    ['2019.04.28', '2019-04-28'],
    ['2019_04_28', '2019-04-28'],
    ['2019/4/8', '2019-04-08'],
    ['20190428', '2019-04-28'],
    ['2019-04-28T19:00:00+10:00', '2019-04-28'],
    ['2019-04-28 19:00', '2019-04-28'],
    ['28.04.2019', '2019-04-28'],
    ['28-4-2019', '2019-04-28'],
    ['04-28-2019', '2019-04-28'],
    ['05.05.2019', '2019-05-05'],
    ['28 April 2019', '2019-04-28'],
    ['28th Apr 2019', '2019-04-28'],
    ['May 1, 2019', '2019-05-01'],
    ['Sep-01-2019', '2019-09-01'],
    ['2020-02-29', '2020-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['1880-01-01', '1880-01-01'],
    ['2099-12-31', '2099-12-31'],
  ])('reads %s', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it.each([
    ['04.05.2019', 'can be April or May'],
    ['2019-02-29', 'is no day of that year'],
    ['1900-02-29', 'is no day of that year'],
    ['2019-04-31', 'is no day of April'],
    ['2019-00-10', 'has no month'],
    ['2019-13-10', 'has no month in either order'],
    ['20191345', 'has no month'],
    ['1879-12-31', 'is before film'],
    ['2100-01-01', 'is too far ahead'],
    ['2019-04.28', 'mixes separators'],
    ['19-04-28', 'has a year of two digits'],
    ['2019042', 'is too short'],
    ['201904281', 'is too long'],
    ['2019-04-28x', 'goes on'],
    [' 2019-04-28', 'begins later'],
    ['28 Foo 2019', 'names no month'],
    ['', 'is empty'],
  ])('does not read %s, which %s', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('gives every day back that it is given in any of the unambiguous spellings', () => {
    const days = fc.date({
      min: new Date('1880-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (day) => {
        const isoDate = day.toISOString().slice(0, 10);
        const [year = '', month = '', date = ''] = isoDate.split('-');
        expect(parseDate(isoDate)).toBe(isoDate);
        expect(parseDate(isoDate.replaceAll('-', ''))).toBe(isoDate);
        const dayFirst = parseDate(`${date}.${month}.${year}`);
        const isClear = Number(date) > 12 || date === month;
        expect(dayFirst).toBe(isClear ? isoDate : undefined);
      }),
    );
  });
});

describe('readDateAt', () => {
  it('finds the end of the date', () => {
    expect(readDateAt('on 2019-04-28, late', 3)).toEqual({ isoDate: '2019-04-28', end: 13 });
    expect(readDateAt('on 2019-04-28, late', 2)).toBeUndefined();
  });
});

describe('parseYear', () => {
  it.each(['1880', '1999', '2099'])('reads %s', (text) => {
    expect(parseYear(text)).toBe(Number(text));
  });

  it.each(['1879', '2100', '99', '02019', '2019 ', '-2019', '2e10', ''])(
    'does not read %j',
    (text) => {
      expect(parseYear(text)).toBeUndefined();
    },
  );
});
