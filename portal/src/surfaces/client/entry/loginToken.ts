/** The one-use token of a mailed link; it comes in the fragment, which no server sees. */
export function loginToken(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('login');
}
