import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

type SurfaceId = 'client' | 'onboarding' | 'admin' | 'embed';

type Module = { default: ComponentType };

const imports: Record<SurfaceId, () => Promise<Module>> = {
  client: () => import('../surfaces/client/index.tsx'),
  onboarding: () => import('../surfaces/onboarding/index.tsx'),
  admin: () => import('../surfaces/admin/index.tsx'),
  embed: () => import('../surfaces/embed/index.tsx'),
};

const loaded = new Map<SurfaceId, Module>();

/** The surface an address leads to (the host serves the page for these paths alone). */
export function surfaceAt(path: string, query: URLSearchParams): SurfaceId | null {
  switch (path.replace(/\/+$/, '')) {
    case '/client':
      return 'client';
    case '/client_input':
    case '/onboard':
      return 'onboarding';
    case '':
      // The root serves admins, and parent sites that put a session into a frame.
      return query.get('embed') === 'true' ? 'embed' : 'admin';
    default:
      return null;
  }
}

/** Fetches a surface before it is drawn; one that cannot be fetched fails when it is drawn, where that is shown. */
export async function load(surface: SurfaceId | null): Promise<void> {
  if (surface) await imports[surface]().then((module) => loaded.set(surface, module), () => undefined);
}

function drawn(surface: SurfaceId): LazyExoticComponent<ComponentType> {
  return lazy(() => {
    const module = loaded.get(surface);
    // What is there is told at once: React holds what it has to wait for, however shortly, back by 300 ms.
    return module ? ({ then: (done: (module: Module) => void) => done(module) } as Promise<Module>) : imports[surface]();
  });
}

export const surfaces = {
  client: drawn('client'),
  onboarding: drawn('onboarding'),
  admin: drawn('admin'),
  embed: drawn('embed'),
};
