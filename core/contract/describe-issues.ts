// What a schema found wrong, in one line. Browser-safe.

import type { z } from 'zod';

/** `field: what is wrong with it`, for each problem. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const problems = issues.map(({ path, message }) => {
    const field = path.join('.');
    return field === '' ? message : `${field}: ${message}`;
  });
  return problems.join('; ');
}
