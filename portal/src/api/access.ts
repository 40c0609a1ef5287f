/**
 * What this page may see of one session: as its client, by the guid, or as a guest, by a share. Neither is ever logged or
 * sent anywhere but to our own API.
 */
export type Access = { kind: 'client'; id: string } | { kind: 'share'; id: string };

const guid = /^[0-9a-f]{64}$/;
const share = /^[A-Za-z0-9_-]{16,128}$/;

export function isGuid(value: string): boolean {
  return guid.test(value);
}

/** The access that a query names: `invalid` when it is no id at all, null when it names none. */
export function accessFrom(query: URLSearchParams): Access | 'invalid' | null {
  const shared = query.get('share');
  if (shared !== null) {
    return share.test(shared) ? { kind: 'share', id: shared } : 'invalid';
  }
  const own = query.get('guid');
  if (own !== null) {
    return guid.test(own) ? { kind: 'client', id: own } : 'invalid';
  }
  return null;
}

/** The query by which reads name the session. */
export function reader(access: Access): { guid: string } | { share: string } {
  return access.kind === 'client' ? { guid: access.id } : { share: access.id };
}
