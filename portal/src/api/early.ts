declare global {
  interface Window {
    /** Answers to reads that the script of the page's head began, by their address. */
    early?: Record<string, Promise<Response>>;
  }
}

/** The answer to a read that began before the application was there: once, to whoever asks for it first. */
export function takeEarly(request: Request): Promise<Response> | null {
  const held = globalThis.window?.early?.[request.url];
  if (!held || request.method !== 'GET') return null;
  delete window.early![request.url];
  return new Promise((done, fail) => {
    held.then(done, fail);
    request.signal.addEventListener('abort', () => fail(request.signal.reason));
  });
}
