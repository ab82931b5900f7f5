// `/api/docs`: the API's documentation to read and try, drawn by Swagger UI from `/api/openapi.json`.

import Router from '@koa/router';
import mount from 'koa-mount';
import serve from 'koa-static';
import swaggerUiPath from 'swagger-ui-dist/absolute-path.js';
import type { Route } from './route.ts';
import { openApiDocument } from './openapi.ts';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Reeldex API</title>
    <link rel="icon" type="image/svg+xml" href="/icon.svg" />
    <link rel="stylesheet" href="/api/docs/files/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/api/docs/files/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

// A file of its own: the content security policy allows no script inside the page.
const startScript = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs' });\n`;

/** Serves the documentation of `routes`. */
export function apiDocs(routes: readonly Route[]): Router {
  const document = openApiDocument(routes);
  const router = new Router();
  router.get('/api/openapi.json', (ctx) => {
    ctx.body = document;
  });
  router.get('/api/docs', (ctx) => {
    ctx.type = 'html';
    ctx.body = page;
  });
  router.get('/api/docs/start.js', (ctx) => {
    ctx.type = 'js';
    ctx.body = startScript;
  });
  router.get(
    '/api/docs/files/*path',
    mount('/api/docs/files', serve(swaggerUiPath(), { index: false })),
  );
  return router;
}
