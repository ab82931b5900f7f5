// Which page numbers a pagination shows.

/** Pages, in order, with `gap` where some are left out. */
export type PageStep = number | 'gap';

/**
 * The first page, the last, the current one and its neighbours. A gap never stands for one page only.
 * @param page the current page, from 1
 * @param count how many pages there are
 */
export function pageWindow(page: number, count: number): readonly PageStep[] {
  const wanted = [1, page - 1, page, page + 1, count];
  const shown = [...new Set(wanted)]
    .filter((number) => number >= 1 && number <= count)
    .sort((a, b) => a - b);
  const steps: PageStep[] = [];
  let last = 0;
  for (const number of shown) {
    if (number === last + 2) steps.push(number - 1);
    else if (number > last + 2) steps.push('gap');
    steps.push(number);
    last = number;
  }
  return steps;
}
