import { type ComponentType, useSyncExternalStore } from 'react';

type Markdown = ComponentType<{ text: string }>;

let loaded: Markdown | 'failed' | null = null;
let loading: Promise<void> | null = null;
const views = new Set<() => void>();

/** Fetches what shows Markdown; the sooner the better, since answers wait for it. */
function loadMarkdown(): void {
  loading ??= import('./Markdown.tsx')
    .then((module) => {
      loaded = module.default;
    })
    .catch(() => {
      loaded = 'failed';
    })
    .finally(() => views.forEach((view) => view()));
}

/**
 * Null while it is on its way; `failed` when answers must be shown as they were written.
 *
 * @param needed there is an answer, or one to come; until then it is not fetched.
 */
export function useMarkdown(needed: boolean): Markdown | 'failed' | null {
  if (needed) loadMarkdown();
  return useSyncExternalStore(
    (view) => {
      views.add(view);
      return () => views.delete(view);
    },
    () => loaded,
  );
}
