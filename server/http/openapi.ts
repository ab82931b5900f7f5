// Describes the routes for people and tools: an OpenAPI 3.1 document made of the very schemas that requests are checked by.

import { z } from 'zod';
import { errorAnswer } from '../../core/contract/errors.ts';
import { version } from '../../core/version.ts';
import type { Route } from './route.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The document for `GET /api/openapi.json`. */
export function openApiDocument(routes: readonly Route[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    Object.assign(paths[route.path] ?? {}, { [route.method]: operation(route) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Reeldex',
      version,
      description:
        'Times are ISO 8601, sizes bytes, durations seconds. The video itself is at `GET /video/{hash}`, by ranges.',
    },
    paths,
  };
}

function operation(route: Route) {
  return {
    summary: route.summary,
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(route.body !== undefined && { requestBody: { content: json(inputSchema(route.body)) } }),
    ...(route.upload !== undefined && {
      requestBody: { content: { [route.upload]: {} }, required: true },
    }),
    responses: {
      '200': { description: 'The answer', content: json(z.toJSONSchema(route.answer)) },
      default: { description: 'What went wrong', content: json(z.toJSONSchema(errorAnswer)) },
    },
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined) {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = inputSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function inputSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

function json(schema: JsonSchema) {
  return { 'application/json': { schema } };
}
