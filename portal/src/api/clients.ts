import { body, http, once } from './http.ts';
import { remember } from './signedIn.ts';

/** Mails a link that proves the address; says nothing of whether it is known. */
export function askForLink(email: string) {
  return body(http.POST('/api/client/login-link', { body: { email } }));
}

export async function logIn(token: string) {
  const answer = await body(http.POST('/api/client/login', { body: { token } }));
  remember('client');
  return answer;
}

export async function logOut() {
  await body(http.POST('/api/client/logout', {}));
  remember(null);
}

export function saveTheme(guid: string, theme: string) {
  return body(http.POST('/api/client/save-theme', { params: { header: once() }, body: { guid, theme } }));
}
