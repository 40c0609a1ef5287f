import { body, http, once } from './http.ts';

/** Mails a link that proves the address; says nothing of whether it is known. */
export function askForLink(email: string) {
  return body(http.POST('/api/client/login-link', { body: { email } }));
}

export function logIn(token: string) {
  return body(http.POST('/api/client/login', { body: { token } }));
}

export function logOut() {
  return body(http.POST('/api/client/logout', {}));
}

export function saveTheme(guid: string, theme: string) {
  return body(http.POST('/api/client/save-theme', { params: { header: once() }, body: { guid, theme } }));
}
