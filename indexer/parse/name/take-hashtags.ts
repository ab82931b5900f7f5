// Takes the `#tag` words out of a name.

/** A `#` at the start of a word, then a letter: `#live` is a tag, `#1` and `C#` are not. A mark after it goes along. */
const hashtag = /(?<![^\s([{])#(\p{L}[\p{L}\p{M}\p{N}_-]*)[,;:.!?]?(?![^\s)\]}])/gu;

/** The clean text without its hashtags and the brackets that are empty without them, and the tags without `#`, in order. */
export function takeHashtags(text: string): {
  readonly text: string;
  readonly tags: readonly string[];
} {
  const tags = Array.from(text.matchAll(hashtag), ([, tag = '']) => tag);
  if (tags.length === 0) return { text, tags };
  const rest = text.replace(hashtag, '').replace(/\[\s*\]|\(\s*\)|\{\s*\}/g, '');
  return { text: rest.replace(/\s+/g, ' ').trim(), tags };
}
