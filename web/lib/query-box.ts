// What a page has to do with the search box in its header.

/** A page that searches while people type; on the others the box leads to the search page. */
export interface QueryBox {
  /** What stands in the box. */
  readonly text: string;
  /** Takes what stands in it after each keystroke. */
  readonly type: (text: string) => void;
  /** Takes it for complete: Enter was pressed. */
  readonly commit: () => void;
}
