import type { components } from './schema';

type Problem = components['schemas']['Problem'];

/** A call that did not succeed, with what there is to say to people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** The HTTP status; 0 when no answer came. */
    readonly status: number,
    /** Stable, such as `session.not_found`; `network.unreachable` when no answer came. */
    readonly code: string,
    /** A sentence that can be shown. */
    message: string,
    /** Sentences by field, of a form that was not taken. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** Seconds after which a repeat may succeed. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** The same call may succeed later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What was asked for is not there, or no longer for this caller. */
  get isGone(): boolean {
    return this.status === 401 || this.status === 403 || this.status === 404;
  }
}

export async function fromResponse(response: Response): Promise<ApiError> {
  const problem = await readProblem(response);
  const retryAfter = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return new ApiError(
    response.status,
    problem.code ?? `http.${response.status}`,
    problem.detail ?? sentenceOf(response.status),
    Object.fromEntries(
      Object.entries(problem.errors ?? {}).map(([field, said]) => [field, Array.isArray(said) ? said.join(' ') : String(said)]),
    ),
    Number.isNaN(retryAfter) ? null : retryAfter,
  );
}

export function unreachable(cause: unknown): ApiError {
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return new ApiError(0, 'network.timeout', 'The server took too long to answer. Please try again.');
  }
  return new ApiError(0, 'network.unreachable', 'The server cannot be reached. Check your connection and try again.');
}

/** What to say of anything that was thrown. */
export function sentence(error: unknown): string {
  return error instanceof ApiError ? error.message : 'Something went wrong on this page. Please try again.';
}

async function readProblem(response: Response): Promise<Partial<Problem>> {
  try {
    return (await response.json()) as Partial<Problem>;
  } catch {
    // A proxy's own page, or nothing at all.
    return {};
  }
}

function sentenceOf(status: number): string {
  if (status === 429) return 'That was a lot at once. Please wait a moment and try again.';
  if (status === 413) return 'That is too large for the server.';
  if (status >= 500) return 'The server is not available at the moment. Please try again shortly.';
  return `The server did not accept this (${status}).`;
}
