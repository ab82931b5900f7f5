// Copying to the clipboard, also where the modern way is not there.

/** Copies what an input holds; resolves to whether that worked. If not, it is selected for a person to copy. */
export async function copyText(input: HTMLInputElement): Promise<boolean> {
  input.select();
  if (!window.isSecureContext) {
    // A household's server seldom has a certificate, and without one there is no other way.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy');
  }
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    return false;
  }
}
