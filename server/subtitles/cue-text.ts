// The text of an ASS event as the text of a WebVTT cue. Pure.

/** What of a style WebVTT can show. */
export interface TextStyle {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
  readonly isOnTop: boolean;
}

/** A block of overrides or a comment, an escaped character, or plain text; matching is linear. */
const pieces = /\{[^{}]*\}|\\[Nnh{}]|[^\\{]+|[\\{]/g;

/** Overrides that count here; those with longer names begin alike. */
const overrides = /\\(?:(an|a|b|i|u|p)(-?\d+)?(?=[\\}\s])|r[^\\}]*)/g;

const escapes: Readonly<Record<string, string>> = {
  '\\N': '\n',
  '\\n': '\n',
  '\\h': ' ',
  '\\{': '{',
  '\\}': '}',
};

/** The text with `b`, `i` and `u`, everything else escaped, and whether it stands on top. Empty for drawings. */
export function cueText(
  text: string,
  style: TextStyle,
): { readonly text: string; readonly isOnTop: boolean } {
  let now = style;
  let isDrawing = false;
  let { isOnTop } = style;
  const runs: { readonly style: TextStyle; text: string }[] = [];
  for (const [piece] of text.matchAll(pieces)) {
    if (piece.length > 1 && piece.startsWith('{')) {
      for (const [whole, tag, value] of piece.matchAll(overrides)) {
        if (tag === 'p') isDrawing = Number(value ?? 0) > 0;
        else if (tag === 'an') isOnTop = Number(value) >= 7;
        else if (tag === 'a') isOnTop = Number(value) >= 5 && Number(value) <= 7;
        else
          now = whole.startsWith('\\r')
            ? style
            : withOverride(now, tag, value ?? styleOf(style, tag));
      }
    } else if (!isDrawing) {
      const last = runs.at(-1);
      const written = escapes[piece] ?? piece;
      if (last?.style === now) last.text += written;
      else runs.push({ style: now, text: written });
    }
  }
  return { text: tidy(runs.map((run) => markUp(run.text, run.style)).join('')), isOnTop };
}

function withOverride(style: TextStyle, tag: string | undefined, value: string): TextStyle {
  const isOn = value !== '0';
  if (tag === 'b') return { ...style, isBold: isOn };
  return tag === 'i' ? { ...style, isItalic: isOn } : { ...style, isUnderlined: isOn };
}

/** Without a value an override takes back what others said. */
function styleOf({ isBold, isItalic, isUnderlined }: TextStyle, tag: string | undefined): string {
  const isOn = { b: isBold, i: isItalic }[tag ?? ''] ?? isUnderlined;
  return isOn ? '1' : '0';
}

function markUp(text: string, { isBold, isItalic, isUnderlined }: TextStyle): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const core = escaped.trim();
  if (core === '') return escaped;
  // Line breaks stay outside, so that no line is left with marks alone.
  const before = escaped.slice(0, escaped.length - escaped.trimStart().length);
  const after = escaped.slice(escaped.trimEnd().length);
  const tags = [isBold ? 'b' : '', isItalic ? 'i' : '', isUnderlined ? 'u' : ''].filter(Boolean);
  const opened = tags.map((tag) => `<${tag}>`).join('');
  const closed = tags
    .toReversed()
    .map((tag) => `</${tag}>`)
    .join('');
  return before + opened + core + closed + after;
}

/** An empty line would end the cue. */
function tidy(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
