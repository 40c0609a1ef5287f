import { useSyncExternalStore } from 'react';

/** Whether a media query holds; what it decides is built or not built, never only hidden. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (view) => {
      const list = matchMedia(query);
      list.addEventListener('change', view);
      return () => list.removeEventListener('change', view);
    },
    () => matchMedia(query).matches,
  );
}
