import { themeIds, themeKey, fallbackTheme } from '../themes/ids.ts';

/**
 * The script that runs before everything else. It is a file of its own because the content security policy allows no
 * inline scripts; what it needs is written into it at build time.
 *
 * @param chunks the files each surface needs beside the entry's.
 */
export function bootScript(chunks: Record<string, string[]>): string {
  return `(${String(run)})(${JSON.stringify([...themeIds])},${JSON.stringify(themeKey)},${JSON.stringify(
    fallbackTheme,
  )},${JSON.stringify(chunks)})`;
}

// Self-contained: only its parameters and the browser are there when it runs.
function run(ids: string[], key: string, fallback: string, chunks: Record<string, string[]>): void {
  const query = new URLSearchParams(location.search);
  let theme = query.get('theme');
  if (!theme || !ids.includes(theme)) {
    try {
      theme = localStorage.getItem(key);
    } catch {
      theme = null;
    }
  }
  document.documentElement.dataset['theme'] = theme && ids.includes(theme) ? theme : fallback;

  const path = location.pathname.replace(/\/+$/, '');
  const surface =
    path === '/client' ? 'client'
    : path !== '' ? 'onboarding'
    : query.get('embed') === 'true' ? 'embed'
    : 'admin';
  for (const file of chunks[surface] ?? []) {
    const link = document.createElement('link');
    link.href = file;
    if (file.endsWith('.css')) {
      link.rel = 'preload';
      link.as = 'style';
    } else {
      link.rel = 'modulepreload';
    }
    document.head.append(link);
  }

  // What a session's page reads first, while its scripts are still on their way; fetch takes it from there.
  const [own, shared] = [query.get('guid') ?? '', query.get('share') ?? ''];
  const reader = /^[0-9a-f]{64}$/.test(own) && !query.has('share') ? 'guid' : /^[\w-]{16,128}$/.test(shared) ? 'share' : null;
  if (reader === null || (surface !== 'client' && surface !== 'embed')) return;
  const id = reader === 'guid' ? own : shared;
  for (const call of [`/api/sessions/${id}`, `/api/history?${reader}=${id}&limit=50`]) {
    const link = document.createElement('link');
    link.rel = 'preload';
    link.as = 'fetch';
    link.crossOrigin = 'anonymous';
    link.href = call;
    document.head.append(link);
  }
}
