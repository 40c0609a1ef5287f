import { ApiError, fromResponse, unreachable } from './errors.ts';
import type { Access } from './access.ts';
import { body, http, once } from './http.ts';
import type { UploadLimits } from './types.ts';

const contentTypes: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.txt': 'text/plain',
};

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot).toLowerCase();
}

/** Why a file cannot be sent, or null. The server checks again, by what is in it. */
export function refusal(file: { name: string; size: number }, limits: UploadLimits): string | null {
  if (!limits.types.includes(extensionOf(file.name))) {
    return `Files of this kind are not accepted. These are: ${limits.types.join(' ')}`;
  }
  if (file.size > limits.max_bytes) {
    return `The file is larger than ${Math.floor(limits.max_bytes / 1024 / 1024)} MB.`;
  }
  return file.size === 0 ? 'The file is empty.' : null;
}

/**
 * Sends a file straight to where files are kept, whatever its size, and has it checked there.
 *
 * @returns its id, for the message that goes with it.
 */
export async function upload(
  access: Access,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const plan = await body(
    http.POST('/api/uploads', {
      params: { header: once() },
      body: {
        guid: access.id,
        filename: file.name,
        size: file.size,
        content_type: contentTypes[extensionOf(file.name)] ?? file.type,
      },
      signal,
    }),
  );
  await transfer(plan, file, onProgress, signal);
  const completed = await body(
    http.POST('/api/uploads/{id}/complete', {
      params: { path: { id: plan.upload_id }, header: once() },
      body: { guid: access.id },
      signal,
    }),
  );
  return completed.upload_id;
}

interface Target {
  method: string;
  url: string;
  fields: Record<string, string>;
  headers: Record<string, string>;
}

// Not fetch: it tells nothing of how much was sent.
function transfer(target: Target, file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(target.method, sameOrigin(target.url));
    for (const [name, value] of Object.entries(target.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status < 300) return resolve();
      const response = new Response(request.responseText, { status: request.status });
      void fromResponse(response).then(reject);
    };
    request.onerror = () => reject(unreachable(null));
    request.onabort = () => reject(new ApiError(0, 'upload.cancelled', 'The upload was cancelled.'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(target.method === 'POST' ? form(target.fields, file) : file);
  });
}

function form(fields: Record<string, string>, file: File): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append('file', file);
  return data;
}

/** The API's own target, asked for under the name this page was opened by. */
function sameOrigin(url: string): string {
  const { pathname, search } = new URL(url, location.origin);
  return pathname.startsWith('/api/uploads/') ? pathname + search : url;
}
