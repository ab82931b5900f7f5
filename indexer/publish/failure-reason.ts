// What of an error the dashboard says: Meilisearch's own reason and code where it gave them. Pure.

import { MeilisearchApiError } from 'meilisearch';
import type { FailedAttempt } from '../../core/catalogue/publish-failure-store.ts';
import {
  AppError,
  describeError,
  MeiliTaskError,
  systemErrorCode,
  UnavailableError,
} from '../../core/errors.ts';

/** Why an attempt failed, for a person, and its code and type where there are such. */
export function failureReason(error: unknown): Pick<FailedAttempt, 'reason' | 'code' | 'type'> {
  return { reason: describeError(error), ...codeOf(error) };
}

function codeOf(error: unknown): Pick<FailedAttempt, 'code' | 'type'> {
  if (error instanceof MeiliTaskError)
    return { code: error.taskCode, type: error.taskType ?? null };
  const answer = error instanceof UnavailableError ? error.cause : error;
  if (answer instanceof MeilisearchApiError && answer.cause !== undefined)
    return { code: answer.cause.code, type: answer.cause.type };
  const code = error instanceof AppError ? error.code : systemErrorCode(error);
  return { code: code ?? null, type: null };
}
