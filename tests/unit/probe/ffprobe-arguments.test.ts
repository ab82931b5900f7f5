import { describe, expect, it } from 'vitest';
import {
  describeArguments,
  ffprobeInput,
  packetArguments,
} from '../../../indexer/probe/ffprobe-arguments.ts';

const both = [describeArguments('file:/a'), packetArguments('file:/a', 5)];

describe("ffprobe's arguments", () => {
  it('allow files only, and no format that opens other files or reads anything at all', () => {
    for (const args of both) {
      expect(args[args.indexOf('-protocol_whitelist') + 1]).toBe('file');
      const formats = args[args.indexOf('-format_whitelist') + 1]?.split(',') ?? [];
      expect(formats).toContain('mov');
      for (const format of ['concat', 'hls', 'dash', 'imf', 'image2', 'lavfi', 'rawvideo', 'tty']) {
        expect(formats).not.toContain(format);
      }
    }
  });

  it('have every option before the input', () => {
    for (const args of both) expect(args.slice(-2)).toEqual(['-i', 'file:/a']);
  });

  it.each(['/a.mp4', '-i', '/%03d.mp4', 'concat:/a|/b', 'http://example.com/a', '/new\nline'])(
    'take %j for a file',
    (path) => expect(ffprobeInput(path, 7)).toBe(`file:${path}`),
  );

  it('take a path that is no UTF-8 by its open descriptor', () => {
    expect(ffprobeInput('/caf\uefe9.avi', 7)).toBe(`file:/proc/${process.pid}/fd/7`);
  });

  it('count as many packets as asked, or all', () => {
    expect(packetArguments('file:/a', 5)).toContain('%+#5');
    expect(packetArguments('file:/a', undefined)).not.toContain('-read_intervals');
  });
});
