import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { createQueries } from '../api/queries.ts';
import { Part } from '../ui/Part.tsx';
import { usePathname, useSearchParams } from '../ui/router.tsx';
import { Toaster } from '../ui/Toaster.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Opening } from './Opening.tsx';
import { surfaceAt, surfaces } from './surfaces.ts';

const NotFound = lazy(() => import('./NotFound.tsx').then((module) => ({ default: module.NotFound })));

/** The four surfaces, each fetched when its route is opened. */
export function App() {
  const [queries] = useState(createQueries);
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queries}>
        <Suspense fallback={<Opening />}><Surface /></Suspense>
        <Part><Toaster /></Part>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

function Surface() {
  const surface = surfaceAt(usePathname(), useSearchParams());
  const Shown = surface ? surfaces[surface] : NotFound;
  return <Shown />;
}
