import { themeIds, themeKey, fallbackTheme } from '../themes/ids.ts';

/**
 * The script that runs before everything else. It is a file of its own because the content security policy allows no
 * inline scripts; what it needs is written into it at build time.
 *
 * @param markdown the files that show answers, beside those that the page asks for itself.
 */
export function bootScript(markdown: string[]): string {
  return `(${String(run)})(${JSON.stringify([...themeIds])},${JSON.stringify(themeKey)},${JSON.stringify(
    fallbackTheme,
  )},${JSON.stringify(markdown)})`;
}

// Self-contained: only its parameters and the browser are there when it runs.
function run(ids: string[], key: string, fallback: string, markdown: string[]): void {
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

  // What a session's page reads first is read while its scripts are on their way, and handed to them (api/early.ts).
  const [own, shared] = [query.get('guid') ?? '', query.get('share')];
  const reader = shared !== null ? 'share' : 'guid';
  const id = shared ?? own;
  const known = shared !== null ? /^[\w-]{16,128}$/.test(id) : /^[0-9a-f]{64}$/.test(id);
  if (!known || !(/^\/client\/*$/.test(location.pathname) || query.get('embed') === 'true')) return;
  const read = (call: string) => {
    const answer = fetch(call);
    answer.catch(() => undefined);
    (window.early ??= {})[location.origin + call] = answer;
    return answer;
  };
  void read(`/api/sessions/${id}`);
  read(`/api/history?${reader}=${id}&limit=50`)
    .then((answer) => answer.clone().text())
    .then((text) => {
      if (!text.includes('"role":"assistant"')) return;
      for (const file of markdown) {
        const link = document.createElement('link');
        link.rel = 'modulepreload';
        link.href = file;
        document.head.append(link);
      }
    })
    .catch(() => undefined);
}
