import { useCallback, useState } from 'react';
import type { Access } from '../../api/access.ts';
import { storage } from '../../ui/storage.ts';

/** The text being written, kept over a reload. */
export function useDraft(access: Access): [string, (text: string) => void] {
  const key = `draft:${access.id.slice(0, 12)}`;
  const [draft, setDraft] = useState(() => storage.get(key) ?? '');
  const keep = useCallback(
    (text: string) => {
      setDraft(text);
      if (text) storage.set(key, text);
      else storage.remove(key);
    },
    [key],
  );
  return [draft, keep];
}
