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
  const ask = (files: string[] = []) => {
    for (const file of files) {
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
  };
  ask(chunks[surface]);

  // What a session's page reads first is read while its scripts are on their way, and handed to them (api/early.ts).
  const [own, shared] = [query.get('guid') ?? '', query.get('share')];
  const reader = shared !== null ? 'share' : 'guid';
  const id = shared ?? own;
  const known = shared !== null ? /^[\w-]{16,128}$/.test(id) : /^[0-9a-f]{64}$/.test(id);
  if (!known || (surface !== 'client' && surface !== 'embed')) return;
  const read = (call: string) => {
    const answer = fetch(call);
    answer.catch(() => undefined);
    (window.early ??= {})[location.origin + call] = answer;
    return answer;
  };
  void read(`/api/sessions/${id}`);
  read(`/api/history?${reader}=${id}&limit=50`)
    .then((answer) => answer.clone().text())
    .then((text) => text.includes('"role":"assistant"') && ask(chunks['markdown']))
    .catch(() => undefined);
}
