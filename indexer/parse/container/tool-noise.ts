// Tells what programs and cameras write into the tags of a file from what a person said. The one place for that judgement.

/** `Encoded by …`, `Created with …`, `Downloaded from …`: what a program did. */
const deed =
  /^(?:(?:en|de|re|trans)coded?|created|made|converted|processed|muxed|remuxed|ripped|rendered|exported|generated|produced|downloaded|uploaded|captured|recorded|compressed|edited) (?:by|with|using|in|from|at|on)\b/i;

/** Programs that sign with their version, and handlers that name themselves. */
const signature =
  /^(?:handbrake|lav[fc]|libav|ffmpeg|x26[45]|mkvmerge|libmatroska|libebml|mp4box|gpac|isom|isomedia|avidemux|imovie|adobe premiere|obs)[ /_-]*(?:v?\d|version|core|file|$)|^(?:core media|(?:video|sound)handler|vid:)/i;

/** What cameras write into every file. */
const phrase =
  /^(?:olympus digital camera|samsung camera pictures|lead technologies inc\.?.*|exif_jpeg_picture|default|none|unknown|untitled)$/i;

const link = /^(?:https?:\/\/|www\.)\S*$/i;
const setting = /(?<!\S)[\w-]{1,40}[=:][\w.,:+-]{1,40}(?!\S)/g;

/** A settings line of an encoder has more of these than any sentence. */
const maxSettings = 2;

/** Whether `text` is a program's or a camera's: a signature, a bare link, settings (`cabac=1 ref=3 …`), or no words at all. */
export function isToolNoise(text: string): boolean {
  const trimmed = text.trim();
  if (!/\p{L}/u.test(trimmed)) return true;
  if ([link, deed, signature, phrase].some((pattern) => pattern.test(trimmed))) return true;
  return (trimmed.match(setting)?.length ?? 0) > maxSettings;
}

/** Whether a tag that may hold anything, such as the comment, describes the video: words, and not just one. */
export function isDescription(text: string): boolean {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  // Languages without spaces say a lot in one word.
  const isProse =
    words.length > 1 || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}]{4}/u.test(text);
  return isProse && !isToolNoise(text);
}
