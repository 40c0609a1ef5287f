import { type AnchorHTMLAttributes, type MouseEvent, useMemo, useSyncExternalStore } from 'react';

const views = new Set<() => void>();
const tell = () => views.forEach((view) => view());

function subscribe(view: () => void): () => void {
  if (views.size === 0) for (const event of ['popstate', 'hashchange']) window.addEventListener(event, tell);
  views.add(view);
  return () => {
    views.delete(view);
    if (views.size === 0) for (const event of ['popstate', 'hashchange']) window.removeEventListener(event, tell);
  };
}

/**
 * Leads to another address of this application, without loading a page.
 *
 * @param to a path, or only a query (`?guid=…`) of where one is.
 * @param replace takes the place of where one is, so that Back does not return to it.
 */
export function navigate(to: string, { replace = false }: { replace?: boolean | undefined } = {}): void {
  // As browsers do it: Back never leads to where one is.
  const isHere = new URL(to, location.href).href === location.href;
  if (replace || isHere) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  tell();
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string;
  replace?: boolean;
}

/** A link that leads as {@link navigate} does; with a key held, or by another button, as browsers do. */
export function Link({ to, replace, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    navigate(to, { replace });
  };
  return <a {...rest} href={to} onClick={follow} />;
}

export function usePathname(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** The address's query; the same object until it changes. */
export function useSearchParams(): URLSearchParams {
  const search = useSyncExternalStore(subscribe, () => location.search);
  return useMemo(() => new URLSearchParams(search), [search]);
}

/** The address's fragment, with its `#`; which no server sees. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => location.hash);
}
