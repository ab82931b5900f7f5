// Builds the site: one HTML entry a folder of pages/, written to dist/ for the server to serve.
// Which address serves which page is the server's business; the dev server here mirrors it.

import { svelte } from '@sveltejs/vite-plugin-svelte';
import tailwindcss from '@tailwindcss/vite';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

const root = import.meta.dirname;
const pageNames = readdirSync(join(root, 'pages'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const sharedHead: HtmlTagDescriptor[] = [
  { tag: 'meta', attrs: { charset: 'utf-8' } },
  { tag: 'meta', attrs: { name: 'viewport', content: 'width=device-width, initial-scale=1' } },
  { tag: 'meta', attrs: { name: 'color-scheme', content: 'light dark' } },
  { tag: 'link', attrs: { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' } },
  // Blocking on purpose: the chosen theme must stand before the first paint.
  { tag: 'script', attrs: { src: '/theme.js' } },
];

/** Puts what every page's head has in common in front of what the page's own file says. */
function commonHead(): Plugin {
  return {
    name: 'reeldex-common-head',
    transformIndexHtml: {
      order: 'pre',
      handler: () => sharedHead.map((tag) => ({ ...tag, injectTo: 'head-prepend' as const })),
    },
  };
}

/** Holds the first paint until the page's script ran, so that going from page to page shows no blank one. */
function paintWithContent(): Plugin {
  return {
    name: 'reeldex-paint-with-content',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace('<script type="module"', '<script type="module" blocking="render"'),
    },
  };
}

/** Maps `/search` to `/pages/search/index.html` and `/` to the home page, as the server does. */
function pageAddresses(): Plugin {
  return {
    name: 'reeldex-page-addresses',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const [path = '/', query] = (request.url ?? '/').split('?');
        const name = path === '/' ? 'home' : path.slice(1);
        if (pageNames.includes(name)) {
          request.url = `/pages/${name}/index.html${query === undefined ? '' : `?${query}`}`;
        }
        next();
      });
    },
  };
}

const api = 'http://127.0.0.1:8410';

export default defineConfig({
  root,
  base: '/',
  plugins: [
    svelte({ configFile: false }),
    tailwindcss(),
    commonHead(),
    paintWithContent(),
    pageAddresses(),
  ],
  build: {
    outDir: join(root, 'dist'),
    emptyOutDir: true,
    // The first versions that know light-dark() and popovers.
    target: ['chrome123', 'firefox125', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: Object.fromEntries(
        pageNames.map((name) => [name, join(root, 'pages', name, 'index.html')]),
      ),
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': api, '/search/': api, '/video': api, '/media': api },
  },
});
