import { useMemo } from 'react';
import { isGuid } from '@/api/access.ts';
import { useSearchParams } from '@/ui/router.tsx';

export const views = ['sessions', 'requests', 'fleet', 'usage', 'audit', 'keys'] as const;
export type View = (typeof views)[number];

interface Place {
  view: View;
  /** The session that is open, if one is. */
  guid: string | null;
  tab: string | null;
}

/** Where in the admin's pages the address points to. */
export function placeOf(query: URLSearchParams): Place {
  const view = views.find((known) => known === query.get('view')) ?? 'sessions';
  const guid = query.get('guid') ?? '';
  return { view, guid: isGuid(guid) ? guid : null, tab: query.get('tab') };
}

export function usePlace(): Place {
  const query = useSearchParams();
  return useMemo(() => placeOf(query), [query]);
}

export function linkTo(view: View): string {
  return view === 'sessions' ? '/' : `/?view=${view}`;
}

export function linkToSession(guid: string, tab?: string): string {
  return `/?guid=${guid}${tab ? `&tab=${tab}` : ''}`;
}
