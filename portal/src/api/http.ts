import createClient, { type Middleware } from 'openapi-fetch';
import { ApiError, fromResponse, unreachable } from './errors.ts';
import { newId } from './newId.ts';
import type { paths } from './schema';

const timeout = 30_000;

const failures: Middleware = {
  onRequest({ request }) {
    return new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]) });
  },
  async onResponse({ response }) {
    if (!response.ok) {
      throw await fromResponse(response);
    }
  },
  onError({ error }) {
    return error instanceof ApiError ? error : unreachable(error);
  },
};

/** The API, typed by its own description (docs/openapi.json). Whatever is no success is thrown as an `ApiError`. */
export const http = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '' });
http.use(failures);

/** The body of an answer; a failure was thrown before. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  return data as T;
}

/** A header that makes a repeat of an unsafe call harmless. */
export function once(key: string = newId()) {
  return { 'Idempotency-Key': key };
}
