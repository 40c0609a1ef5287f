import type { Access } from '../../api/access.ts';
import { sentence } from '../../api/errors.ts';
import { keptFor } from '../../api/keptFor.ts';
import { newId } from '../../api/newId.ts';
import type { UploadLimits } from '../../api/types.ts';
import { extensionOf, refusal, upload } from '../../api/uploads.ts';

export interface Attached {
  key: string;
  name: string;
  size: number;
  /** 0–1 while it is sent. */
  progress: number;
  state: 'sending' | 'ready' | 'failed';
  uploadId: string | null;
  error: string | null;
}

/**
 * Files of a message that is being written, for `useSyncExternalStore`; each is sent as soon as it is there, and can be taken
 * back.
 */
export class AttachedFiles {
  private held: readonly Attached[] = [];
  private readonly views = new Set<() => void>();
  private readonly running = new Map<string, AbortController>();

  constructor(private readonly access: Access) {}

  read = (): readonly Attached[] => this.held;

  subscribe = (view: () => void): (() => void) => {
    this.views.add(view);
    return () => this.views.delete(view);
  };

  add(added: Iterable<File>, limits: UploadLimits | undefined): void {
    for (const file of added) {
      const key = newId();
      const error = limits ? refusal(file, limits) : null;
      const state = error ? 'failed' : 'sending';
      this.hold([...this.held, { key, name: file.name, size: file.size, progress: 0, state, uploadId: null, error }]);
      if (!error) void this.send(key, file);
    }
  }

  remove(key: string): void {
    this.running.get(key)?.abort();
    this.hold(this.held.filter((file) => file.key !== key));
  }

  /** They went with a message. */
  clear(): void {
    this.hold([]);
  }

  private async send(key: string, file: File): Promise<void> {
    const abort = new AbortController();
    this.running.set(key, abort);
    try {
      const uploadId = await upload(this.access, file, (progress) => this.set(key, { progress }), abort.signal);
      this.set(key, { state: 'ready', progress: 1, uploadId });
    } catch (error) {
      if (!abort.signal.aborted) this.set(key, { state: 'failed', error: sentence(error) });
    } finally {
      this.running.delete(key);
    }
  }

  private set(key: string, change: Partial<Attached>): void {
    this.hold(this.held.map((file) => (file.key === key ? { ...file, ...change } : file)));
  }

  private hold(next: readonly Attached[]): void {
    this.held = next;
    this.views.forEach((view) => view());
  }
}

/** What is attached in a session, whatever the page shows meanwhile. */
export const attachedOf = keptFor((_, access) => new AttachedFiles(access));

/** What is asked for when files come without words. */
export function instructionFor(names: readonly string[]): string {
  if (names.length > 1) return 'Look at these files and create a website based on their contents';
  const extension = extensionOf(names[0] ?? '');
  if (['.jpg', '.jpeg', '.png'].includes(extension)) return 'Analyze this image and create a website based on what you see';
  if (extension === '.pdf') return 'Read this PDF and create a website based on its contents';
  return 'Read this file and create a website based on its contents';
}

export function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
