/** The one-use token of a mailed link; it comes in the fragment, which no server sees. */
export function loginToken(hash: string): string | null {
  return new URLSearchParams(hash.slice(1)).get('login');
}
