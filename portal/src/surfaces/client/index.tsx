import { lazy } from 'react';
import { accessFrom } from '../../api/access.ts';
import { NoProject } from '../../session/workspace/NoProject.tsx';
import { useHash, useSearchParams } from '../../ui/router.tsx';
import { Dashboard } from './Dashboard.tsx';
import { loginToken } from './entry/loginToken.ts';

const ByMail = lazy(() => import('./entry/ByMail.tsx'));
const Login = lazy(() => import('./entry/Login.tsx'));

/** The client's dashboard, by whatever opened it: a guid, a share, a mailed link, an address to mail one to, or nothing. */
export default function Client() {
  const query = useSearchParams();
  const token = loginToken(useHash());
  if (token) return <Login token={token} />;
  const access = accessFrom(query);
  if (access === 'invalid') return <NoProject incomplete />;
  if (access) return <Dashboard key={access.id} access={access} />;
  return <ByMail email={query.get('email') ?? ''} />;
}
