import { useLayoutEffect } from 'react';

/** What the script of the page's head draws over it (app/bootScript.ts): text alone, long before the application is there. */
export const firstLook = 'first-look';

/** Takes it away, in the moment in which what is drawn here is there instead. */
export function useFirstLookEnds(isThere = true): void {
  useLayoutEffect(() => {
    if (isThere) document.getElementById(firstLook)?.remove();
  }, [isThere]);
}
