// The demo library is to show what Reeldex can do: its names and sidecars have to be understood.

import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoClips, demoCollections } from '../../../cli/demo-library/demo-clips.ts';
import { chapterMetadata, clipArguments } from '../../../cli/demo-library/make-clips.ts';
import { configFile } from '../../../core/config-schema.ts';
import { compileNameRules } from '../../../indexer/parse/name/name-rules.ts';
import { parseSidecar } from '../../../indexer/parse/sidecar/parse-sidecar.ts';
import { parseVideo } from '../../../indexer/parse/parse-video.ts';

const rules = compileNameRules(configFile.parse({}));

const parsed = demoClips.map((clip) => {
  const [, ...below] = clip.path.split('/');
  const sidecar = parseSidecar(JSON.stringify(clip.sidecar ?? {}), 'video');
  return {
    clip,
    sidecar,
    video: parseVideo({ relativePath: below.join('/'), rules, sidecar }),
  };
});

describe('the demo library', () => {
  it.each(parsed)('names title, performers and studio of $clip.path', ({ video, sidecar }) => {
    expect(video.title).toMatch(/^\p{L}[^[\]]*$/u);
    expect(video.performers.length).toBeGreaterThan(0);
    expect(video.studio).not.toBeNull();
    expect(sidecar.warnings).toEqual([]);
  });

  it('has people, studios and tags that several videos share', () => {
    const count = (values: readonly string[]) => Map.groupBy(values, (value) => value).size;
    const performers = parsed.flatMap(({ video }) => video.performers);
    const tags = parsed.flatMap(({ video }) => video.tags);
    expect(count(performers)).toBeLessThan(performers.length / 2);
    expect(count(tags)).toBeLessThan(tags.length / 1.5);
  });

  it('has every container, portrait and silent clips, chapters, and a picture of its own for each clip', () => {
    const endings = new Set(demoClips.map(({ path }) => posix.extname(path)));
    expect(endings).toEqual(new Set(['.mp4', '.mkv', '.webm']));
    expect(new Set(demoClips.map(({ picture }) => picture)).size).toBe(demoClips.length);
    expect(demoClips.some(({ tone }) => tone === undefined)).toBe(true);
    expect(demoClips.some(({ chapters }) => chapters !== undefined)).toBe(true);
    expect(demoClips.some(({ picture }) => picture.includes('720x1280'))).toBe(true);
    for (const { durationS } of demoClips) expect(durationS).toBeGreaterThan(5);
  });

  it('lies in the folders that are its collections', () => {
    const collections = new Set(demoClips.map(({ path }) => path.split('/')[0]));
    expect(collections).toEqual(new Set(demoCollections));
  });
});

describe('the recipe of a clip', () => {
  const clip = { path: 'a.mp4', durationS: 10, picture: 'testsrc2' };

  it('divides the length among the chapters', () => {
    expect(chapterMetadata({ ...clip, chapters: ['One', 'Two'] })).toBe(
      [
        ';FFMETADATA1',
        ...['[CHAPTER]', 'TIMEBASE=1/1000', 'START=0', 'END=5000', 'title=One'],
        ...['[CHAPTER]', 'TIMEBASE=1/1000', 'START=5000', 'END=10000', 'title=Two', ''],
      ].join('\n'),
    );
    expect(chapterMetadata(clip)).toBe(';FFMETADATA1\n');
  });

  it('maps a sound track only where there is one', () => {
    expect(clipArguments(clip, 'chapters', 'a.mp4')).not.toContain('2:a');
    expect(clipArguments({ ...clip, tone: 440 }, 'chapters', 'a.mp4')).toContain('2:a');
  });
});
