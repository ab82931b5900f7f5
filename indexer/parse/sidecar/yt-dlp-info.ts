// Translates the `.info.json` of yt-dlp and youtube-dl into our names.

type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * The keys of an info file that have a meaning here, under our names, and where the video came from; the rest (formats,
 * thumbnails, hundreds of kilobytes) is dropped.
 * Keys: https://github.com/yt-dlp/yt-dlp#output-template
 */
export function fromYtDlpInfo(info: JsonRecord): JsonRecord {
  const { release_year: year, webpage_url: webpageUrl } = info;
  return {
    title: info['title'],
    studio: info['channel'] ?? info['uploader'],
    performers: info['cast'] ?? info['artists'] ?? info['artist'],
    line: info['series'],
    year,
    released: info['release_date'] ?? (isGiven(year) ? undefined : info['upload_date']),
    tags: info['tags'],
    categories: info['categories'],
    description: info['description'],
    sourceId: info['id'],
    webpageUrl,
    extractor: info['extractor'],
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
