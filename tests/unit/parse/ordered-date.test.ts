import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOrders, readOrderedDateAt } from '../../../indexer/parse/field/ordered-date.ts';

describe('readOrderedDateAt', () => {
  it.each([
    ['04.05.2019', 'dmy', '2019-05-04'],
    ['04.05.2019', 'mdy', '2019-04-05'],
    ['4-5-19', 'dmy', '2019-05-04'],
    ['24 05 12', 'ymd', '2024-05-12'],
    ['2024/5/12', 'ymd', '2024-05-12'],
    ['240512', 'ymd', '2024-05-12'],
    ['04052019', 'dmy', '2019-05-04'],
    ['040519', 'mdy', '2019-04-05'],
    ['01.01.69', 'dmy', '1969-01-01'],
    ['01.01.68', 'dmy', '2068-01-01'],
    ['31.02.2019', 'dmy', undefined],
    ['13.13.2019', 'mdy', undefined],
    ['04.05-2019', 'dmy', undefined],
    ['04.05.201', 'dmy', undefined],
    ['04.05.20199', 'dmy', undefined],
    ['Foo', 'ymd', undefined],
  ] as const)('reads %s in the order %s', (text, order, isoDate) => {
    expect(readOrderedDateAt(text, 0, order)?.isoDate).toBe(isoDate);
  });

  it('reads at its place, and says where the date ends', () => {
    expect(readOrderedDateAt('a 04.05.2019 b', 2, 'dmy')).toEqual({
      isoDate: '2019-05-04',
      end: 12,
    });
  });

  it('reads every day in every order and with every separator', () => {
    const days = fc.date({
      min: new Date('1969-01-01'),
      max: new Date('2068-12-31'),
      noInvalidDate: true,
    });
    const separators = fc.constantFrom('.', '-', '/', '_', ' ', '');
    fc.assert(
      fc.property(days, separators, fc.boolean(), (day, separator, isShort) => {
        const isoDate = day.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = isoDate.split('-');
        const parts: Readonly<Record<string, string>> = { y: isShort ? y.slice(2) : y, m, d };
        for (const order of dateOrders) {
          const text = Array.from(order, (part) => parts[part]).join(separator);
          expect(readOrderedDateAt(text, 0, order)).toEqual({ isoDate, end: text.length });
        }
      }),
    );
  });
});
