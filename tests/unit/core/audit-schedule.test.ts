import { expect, test } from 'vitest';
import { configFile } from '../../../core/config-schema.ts';

const parse = (auditSchedule: unknown) => configFile.safeParse({ indexer: { auditSchedule } });

test.each([
  [undefined, '0 4 * * *'],
  ['30 2 * * sun', '30 2 * * sun'],
  ['never', undefined],
  ['', undefined],
])('an audit schedule of %o means %o', (text, schedule) => {
  expect(parse(text).data?.indexer.auditSchedule).toBe(schedule);
});

test.each(['every night', '0 25 * * *', '4:00'])('%o is refused, with an example', (text) => {
  const { error } = parse(text);
  expect(error?.issues).toMatchObject([
    {
      path: ['indexer', 'auditSchedule'],
      message: expect.stringContaining('0 4 * * *') as unknown,
    },
  ]);
});
