import { type ComponentProps, type MouseEvent, useMemo, useSyncExternalStore } from 'react';

const views = new Set<() => void>();

function subscribe(view: () => void) {
  views.add(view);
  window.addEventListener('popstate', view);
  return () => {
    views.delete(view);
    window.removeEventListener('popstate', view);
  };
}

/**
 * Leads to another address of this application, without loading a page.
 *
 * @param to a path, or only a query (`?guid=…`) of where one is.
 * @param replace takes the place of where one is, so that Back does not return to it.
 */
export function navigate(to: string, { replace = false }: { replace?: boolean | undefined } = {}): void {
  const { href, pathname, search, hash } = new URL(to, location.href);
  const stays = replace || href === location.href;
  history[stays ? 'replaceState' : 'pushState'](null, '', pathname + search + hash);
  views.forEach((view) => view());
}

/** An address's path, without a slash at its end: `/client`, or nothing at the root. */
export function pathOf({ pathname }: Location): string {
  return pathname.replace(/\/+$/, '');
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => pathOf(location));
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

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  to: string;
  /** Back does not return to where one is. */
  replace?: boolean;
}

/** A link within this application. To open it in a tab or a window of its own is left to the browser. */
export function Link({ to, replace, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || elsewhere) return;
    event.preventDefault();
    navigate(to, { replace });
  };
  return <a {...rest} href={to} onClick={follow} />;
}
