import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { BrowserRouter, Route, Routes, useSearchParams } from 'react-router';
import { createQueries } from '../api/queries.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Opening } from './Opening.tsx';

const Client = lazy(() => import('../surfaces/client/index.tsx'));
const Onboarding = lazy(() => import('../surfaces/onboarding/index.tsx'));
const Admin = lazy(() => import('../surfaces/admin/index.tsx'));
const Embed = lazy(() => import('../surfaces/embed/index.tsx'));
const NotFound = lazy(() => import('./NotFound.tsx').then((module) => ({ default: module.NotFound })));
const Toaster = lazy(() => import('../ui/Toaster.tsx').then((module) => ({ default: module.Toaster })));

/** The four surfaces, each fetched when its route is opened (the host serves this page for these paths alone). */
export function App() {
  const [queries] = useState(createQueries);
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Suspense fallback={<Opening />}>
            <Routes>
              <Route path="/" element={<Root />} />
              <Route path="/client" element={<Client />} />
              <Route path="/client_input" element={<Onboarding />} />
              <Route path="/onboard" element={<Onboarding />} />
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </BrowserRouter>
        <Suspense><Toaster /></Suspense>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

/** The root serves admins, and parent sites that put a session into a frame. */
function Root() {
  const [query] = useSearchParams();
  return query.get('embed') === 'true' ? <Embed /> : <Admin />;
}
