import { navigate } from '@/ui/router.tsx';

interface Auth {
  authority: string | null;
  client_id: string | null;
}

/** The manager with its library, fetched only where somebody signs in this way. */
async function managerFor(auth: Auth) {
  const { UserManager, WebStorageStateStore } = await import('oidc-client-ts');
  return new UserManager({
    authority: auth.authority ?? '',
    client_id: auth.client_id ?? '',
    redirect_uri: `${location.origin}/`,
    response_type: 'code',
    scope: 'openid email',
    // The token is turned into the platform's own cookie; nothing of it is kept beyond that.
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    automaticSilentRenew: false,
  });
}

/** Leaves for the provider, with PKCE. */
export async function startSignIn(auth: Auth): Promise<void> {
  await (await managerFor(auth)).signinRedirect();
}

/** The page was opened by the provider's answer. */
export function isReturn(search: string): boolean {
  const query = new URLSearchParams(search);
  return query.has('state') && (query.has('code') || query.has('error'));
}

/** Takes the provider's answer out of the address and gives the access token it leads to. */
export async function finishSignIn(auth: Auth): Promise<string> {
  const answer = location.href;
  navigate('/', { replace: true });
  const manager = await managerFor(auth);
  const user = await manager.signinRedirectCallback(answer);
  await manager.removeUser();
  return user.access_token;
}
