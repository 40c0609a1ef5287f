import { type ReactNode, useMemo } from 'react';
import { Router } from 'wouter';
import { navigate as go, useLocationProperty, useSearch } from 'wouter/use-browser-location';

export { Link } from 'wouter';
export { usePathname } from 'wouter/use-browser-location';

/**
 * Leads to another address of this application, without loading a page.
 *
 * @param to a path, or only a query (`?guid=…`) of where one is.
 * @param replace takes the place of where one is, so that Back does not return to it.
 */
export function navigate(to: string, { replace = false }: { replace?: boolean | undefined } = {}): void {
  // As browsers do it: Back never leads to where one is.
  go(to, { replace: replace || new URL(to, location.href).href === location.href });
}

/** Lets the links in it lead as {@link navigate} does. */
export function Links({ children }: { children: ReactNode }) {
  return <Router aroundNav={(_, to, options) => navigate(to, options)}>{children}</Router>;
}

/** The address's query; the same object until it changes. The library's own decodes what is decoded here once more. */
export function useSearchParams(): URLSearchParams {
  const search = useSearch();
  return useMemo(() => new URLSearchParams(search), [search]);
}

/** The address's fragment, with its `#`; which no server sees. */
export function useHash(): string {
  return useLocationProperty(() => location.hash);
}
