// Short messages at the edge of the page. Their library comes after the page itself, which paints without it.

import type { ExternalToast } from 'svelte-sonner';

/** What shows messages and what sends them; fetched once. */
export const loadToasts = () => import('svelte-sonner');

const send =
  (kind: 'success' | 'error' | 'message') =>
  (message: string, options?: ExternalToast): void => {
    loadToasts().then(
      ({ toast: sender }) => sender[kind](message, options),
      // Only while the site itself cannot be reached, which the page says by other means.
      () => undefined,
    );
  };

/** Shows a message for some seconds. */
export const toast = {
  success: send('success'),
  error: send('error'),
  message: send('message'),
} as const;
