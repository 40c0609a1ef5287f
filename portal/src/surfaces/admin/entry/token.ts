const form = /^#token=([^&]+)/;

let taken: string | null | undefined;

/**
 * The token of a login link, which stands in the fragment, so that it is sent nowhere. It is taken out of the address at once
 * and given once: a page that is read again must not use it again.
 */
export function takeToken(place: Location = location, history: History = window.history): string | null {
  if (taken === undefined) {
    const found = form.exec(place.hash)?.[1];
    taken = found ? decode(found) : null;
    if (found) history.replaceState(history.state, '', place.pathname + place.search);
  }
  const token = taken;
  taken = null;
  return token;
}

/** For tests: as when the page was just opened. */
export function forgetToken(): void {
  taken = undefined;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
