import { useEffect, useReducer, useRef } from 'react';
import type { Access } from '../../api/access.ts';
import { sentence } from '../../api/errors.ts';
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

type Change = { add: Attached } | { key: string; set: Partial<Attached> } | { remove: string } | 'clear';

export function reduce(files: Attached[], change: Change): Attached[] {
  if (change === 'clear') return [];
  if ('add' in change) return [...files, change.add];
  if ('remove' in change) return files.filter((file) => file.key !== change.remove);
  return files.map((file) => (file.key === change.key ? { ...file, ...change.set } : file));
}

/** Files of a message that is being written; each is sent as soon as it is there, and can be taken back. */
export function useAttachments(access: Access, limits: UploadLimits | undefined) {
  const [files, dispatch] = useReducer(reduce, []);
  const running = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const all = running.current;
    return () => all.forEach((abort) => abort.abort());
  }, []);

  const send = async (key: string, file: File) => {
    const abort = new AbortController();
    running.current.set(key, abort);
    dispatch({ key, set: { state: 'sending', progress: 0, error: null } });
    try {
      const id = await upload(access, file, (progress) => dispatch({ key, set: { progress } }), abort.signal);
      dispatch({ key, set: { state: 'ready', progress: 1, uploadId: id } });
    } catch (error) {
      if (!abort.signal.aborted) dispatch({ key, set: { state: 'failed', error: sentence(error) } });
    } finally {
      running.current.delete(key);
    }
  };

  return {
    files,
    add(added: Iterable<File>) {
      for (const file of added) {
        const key = newId();
        const error = limits ? refusal(file, limits) : null;
        const state = error ? 'failed' : 'sending';
        dispatch({ add: { key, name: file.name, size: file.size, progress: 0, state, uploadId: null, error } });
        if (!error) void send(key, file);
      }
    },
    remove(key: string) {
      running.current.get(key)?.abort();
      dispatch({ remove: key });
    },
    clear: () => dispatch('clear'),
  };
}

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
