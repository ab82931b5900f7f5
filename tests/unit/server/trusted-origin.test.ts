import { expect, test } from 'vitest';
import { hostNameOf } from '../../../server/http/trusted-origin.ts';

test.each([
  ['localhost:8410', 'localhost'],
  ['LOCALHOST', 'localhost'],
  ['127.0.0.1:80', '127.0.0.1'],
  ['[::1]:8410', '::1'],
  ['nas.local', 'nas.local'],
])('the name of the host %s is %s', (header, name) => {
  expect(hostNameOf(header)).toBe(name);
});

test.each(['', 'a b', 'user@host', 'host:port', 'host/path', '[::1', '::1'])(
  '%j names no host',
  (header) => {
    expect(hostNameOf(header)).toBeUndefined();
  },
);
