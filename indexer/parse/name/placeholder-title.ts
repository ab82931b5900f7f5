// Tells the names that cameras and programs give from titles.

/** `IMG 1234`, `VID 20190428 123456`, `GOPR0123`, `DSC00042`, `PXL 20240102 …`, `title t00`, `Untitled 2`. */
const numbered =
  /^(?:img|vid|mvi|mov|dscn?f?|pxl|gopr|g[hxp]\d\d|mah|cimg|hpim|p\d|sam|whatsapp video|screen ?recording|screencast|untitled|new video|title t)[ _-]?\d[\d ()._~-]*(?:[a-z]{0,3})$/i;

const bare = /^(?:untitled|video|clip|movie|output|new recording)$/i;

/** Digits as cameras and phones count and date; up to five may be a title (`1917`). */
const counter = /^\d[\d ._-]{5,}$/;

/** Whether a clean title says nothing, so that one from elsewhere is better. */
export function isPlaceholderTitle(title: string): boolean {
  return numbered.test(title) || bare.test(title) || counter.test(title);
}
