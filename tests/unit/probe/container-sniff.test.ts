import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffContainer, toContainerName } from '../../../indexer/probe/container-sniff.ts';

const box = (type: string, rest = '') => Buffer.from(`\0\0\0\x20${type}${rest}\0\0\0\0`, 'latin1');
const ebml = (rest: string) => Buffer.from(`\x1a\x45\xdf\xa3\xa3${rest}\0\0`, 'latin1');

describe('the beginning of a file', () => {
  it.each([
    ['an MP4', box('ftyp', 'isom'), 'mp4'],
    ['a fragment of an MP4', box('styp', 'msdh'), 'mp4'],
    ['an M4V', box('ftyp', 'M4V '), 'mp4'],
    ['a QuickTime', box('ftyp', 'qt  '), 'mov'],
    ['an old QuickTime', box('moov'), 'mov'],
    ['an old QuickTime for the web', box('wide'), 'mov'],
    ['a phone', box('ftyp', '3gp5'), '3gp'],
    ['a Matroska', ebml('\x42\x86\x81\x01\x42\x82\x88matroska'), 'mkv'],
    ['a WebM', ebml('\x42\x82\x84webm'), 'webm'],
    ['a WebM padded', ebml('\x42\x82\x88webm\0\0\0\0'), 'webm'],
    ['an unnamed EBML', ebml(''), 'mkv'],
  ])('tells %s file', (_, head, container) => {
    expect(sniffContainer(head)).toEqual({ kind: 'container', container });
  });

  it.each([
    "ffconcat version 1.0\nfile '/etc/passwd'\n",
    '#EXTM3U\n#EXT-X-TARGETDURATION:10\n/etc/passwd\n',
    '\ufeff\n  #EXTM3U\nhttp://example.com/a.ts\n',
    '[playlist]\nFile1=a.mp4\n',
    '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011">',
    '<smil><body/></smil>',
    'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n',
  ])('refuses the playlist %j', (text) => {
    expect(sniffContainer(Buffer.from(text))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('playlist') as string,
    });
  });

  it.each(["import { a } from './b.ts';\n", 'Grüße\n', 'x'])('refuses the text %j', (text) => {
    expect(sniffContainer(Buffer.from(text))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('text file') as string,
    });
  });

  it.each([
    ['AVI', 'RIFF\x24\x10\0\0AVI LIST'],
    ['FLV', 'FLV\x01\x05\0\0\0\x09'],
    ['MPEG-TS', '\x47\x40\x11\x10\0\x42'],
    ['Ogg', 'OggS\0\x02\0\0'],
  ])('leaves %s to ffprobe', (_, head) => {
    expect(sniffContainer(Buffer.from(head, 'latin1'))).toEqual({ kind: 'other' });
  });

  it('gets an answer whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const { kind } = sniffContainer(Buffer.from(bytes));
        expect(['container', 'refused', 'other']).toContain(kind);
      }),
    );
  });
});

describe('the name of a container', () => {
  it.each([
    ['mov', 'mov', 'mov'],
    ['mov', '3gp', '3gp'],
    ['mov', undefined, 'mp4'],
    ['mov', 'mkv', 'mp4'],
    ['matroska', 'webm', 'webm'],
    ['matroska', 'mp4', 'mkv'],
    ['avi', undefined, 'avi'],
    ['mpegts', 'mp4', 'mpegts'],
  ] as const)('for format %s that begins like %s is %s', (format, container, expected) => {
    const sniffed = container
      ? ({ kind: 'container', container } as const)
      : { kind: 'other' as const };
    expect(toContainerName(format, sniffed)).toBe(expected);
  });
});
