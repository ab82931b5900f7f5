// Takes the id of a film database out of a name, as media servers and Radarr write it: `{imdb-tt0816692}`, `[tmdbid-157336]`.

/** https://support.plex.tv/articles/naming-and-organizing-your-movie-media-files, https://jellyfin.org/docs/general/server/media/movies */
const providerId = /[[{(](imdb|tmdb|tvdb)(?:id)?[-=](tt\d{1,12}|\d{1,12})[\]})]/i;

/** The id as we write it: `tt0816692` is IMDb's by its letters, other ids are told apart by their provider (`tmdb:157336`). */
export function toSourceId(provider: string, id: string): string {
  return /^tt\d+$/.test(id) ? id : `${provider.toLowerCase()}:${id}`;
}

/** The clean text without the first such id, and the id. */
export function takeProviderId(text: string): {
  readonly text: string;
  readonly sourceId: string | undefined;
} {
  const [whole, provider, id] = providerId.exec(text) ?? [];
  if (whole === undefined || provider === undefined || id === undefined) {
    return { text, sourceId: undefined };
  }
  const rest = text.replace(whole, '').replace(/ {2,}/g, ' ').trim();
  return { text: rest, sourceId: toSourceId(provider, id) };
}
