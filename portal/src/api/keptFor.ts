import type { QueryClient } from '@tanstack/react-query';
import type { Access } from './access.ts';

/**
 * One thing for each session: made when it is first asked for, and kept as long as the page's cache, whatever is shown of the
 * session meanwhile.
 */
export function keptFor<T>(make: (queries: QueryClient, access: Access) => T) {
  const all = new WeakMap<QueryClient, Map<string, T>>();
  return (queries: QueryClient, access: Access): T => {
    const held = all.get(queries) ?? new Map<string, T>();
    all.set(queries, held);
    const one = held.get(access.id) ?? make(queries, access);
    held.set(access.id, one);
    return one;
  };
}
