import { describe, expect, test } from 'vitest';
import { labelOf } from '../../../server/subtitles/label-subtitles.ts';
import { subtitlesOfAnyName, subtitlesOfVideo } from '../../../server/subtitles/subtitle-names.ts';
import { subtitleTracks } from '../../../server/subtitles/subtitle-tracks.ts';

const extensions = ['mkv', 'mp4'];

function labelsOf(name: string, others: readonly string[]): readonly string[] {
  const names = [name, ...others];
  return subtitlesOfVideo(names, { name, extensions }, names).map(
    (file) => `${file.name}: ${labelOf(file)}`,
  );
}

describe('a file beside Film.mkv', () => {
  test.each([
    ['Film.srt', 'Unknown language'],
    ['Film.en.srt', 'English'],
    ['film.ENG.SRT', 'English'],
    ['Film.English.srt', 'English'],
    ['Film.pt-BR.forced.ass', 'Portuguese (Brazil) (forced)'],
    ['Film.forced.fr.vtt', 'French (forced)'],
    ['Film.en.sdh.srt', 'English (hearing impaired)'],
    ['Film.en.hi.srt', 'English (hearing impaired)'],
    ['Film.hi.srt', 'Hindi'],
    ['Film.Director commentary.en.srt', 'English (Director commentary)'],
    ['Film.en.Signs & Songs.ssa', 'English (Signs & Songs)'],
    ['Film_eng.srt', 'English'],
    ['Film (Spanish).srt', 'Spanish'],
    ['Film-de-forced.srt', 'German (forced)'],
    ['Film.2.srt', '2'],
  ])('%s is %s', (name, label) => {
    expect(labelsOf('Film.mkv', [name])).toEqual([`${name}: ${label}`]);
  });

  test.each(['Film 2.srt', 'Filmed.srt', 'Other.en.srt', 'Film.txt', 'Film.en.srt.bak', 'Fil.srt'])(
    '%s is none of its subtitles',
    (name) => {
      expect(labelsOf('Film.mkv', [name])).toEqual([]);
    },
  );

  test('that is named as another video with a longer name is that one’s', () => {
    const others = ['Film.part2.mp4', 'Film.part2.en.srt', 'Film.part2.srt', 'Film.de.srt'];
    expect(labelsOf('Film.mkv', others)).toEqual(['Film.de.srt: German']);
  });

  test('is found however its accents are written', () => {
    const name = 'Amélie.en.srt'.normalize('NFD');
    expect(labelsOf('Amélie.mkv'.normalize('NFC'), [name])).toEqual([`${name}: English`]);
  });
});

test('a file in a folder of the video’s own says its language in any words', () => {
  const names = ['2_English.srt', 'Brazilian Portuguese (Forced).srt', 'readme.txt'];
  expect(subtitlesOfAnyName(names).map(labelOf)).toEqual([
    'English',
    'Portuguese (Brazil) (forced)',
  ]);
});

describe('a track', () => {
  const of = (track: { language?: string; title?: string; codec?: string }) =>
    subtitleTracks([
      { kind: 'video', codec: 'h264' },
      { kind: 'subtitle', codec: 'subrip', ...track },
    ]);

  test.each([
    [{ language: 'eng' }, 'English'],
    [{ language: 'por', title: 'Brazilian Portuguese' }, 'Portuguese (Brazil)'],
    [{ language: 'eng', title: 'English (Forced)' }, 'English (forced)'],
    [{ language: 'eng', title: 'This is it' }, 'English (This is it)'],
    [{ title: 'Signs' }, 'Signs'],
    [{ language: 'und', title: 'SDH' }, 'Unknown language (hearing impaired)'],
    [{}, 'Unknown language'],
  ])('that says %j is %s', (track, label) => {
    expect(of(track).texts.map(labelOf)).toEqual([label]);
  });

  test('of pictures is counted, and keeps its number', () => {
    const { texts, pictureCount } = subtitleTracks([
      { kind: 'subtitle', codec: 'hdmv_pgs_subtitle' },
      { kind: 'audio', codec: 'aac' },
      { kind: 'subtitle', codec: 'ass', language: 'jpn', isForced: true },
    ]);
    expect(pictureCount).toBe(1);
    expect(texts).toMatchObject([{ index: 1, language: 'ja', isForced: true }]);
  });
});
