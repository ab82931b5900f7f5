// The shape of every error answer. Browser-safe.

import { z } from 'zod';

export const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export type ErrorAnswer = z.infer<typeof errorAnswer>;
