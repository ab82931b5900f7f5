import { expect, test } from 'vitest';
import { UnavailableError } from '../../../core/errors.ts';
import { ConversionSlots } from '../../../server/playback/conversion-slots.ts';

test('conversions beyond the setting are refused until one ends', () => {
  const slots = new ConversionSlots({ transcodes: 1 });
  const giveBack = slots.take('transcode');
  expect(() => slots.take('transcode')).toThrow(UnavailableError);
  expect(() => slots.take('transcode')).toThrow(/playback\.transcodes/);
  slots.take('remux');
  giveBack();
  expect(slots.taken).toEqual({ remux: 1, transcode: 0 });
  slots.take('transcode');
});
