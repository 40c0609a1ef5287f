import type { Page } from '../api/chat.ts';
import { bubble } from '../session/chat/bubble.ts';
import { themeIds, themeKey, fallbackTheme } from '../themes/ids.ts';
import { firstLook } from '../ui/firstLook.ts';

/**
 * The script that runs before everything else. It is a file of its own because the content security policy allows no
 * inline scripts; what it needs is written into it at build time.
 *
 * @param markdown the files that show answers, beside those that the page asks for itself.
 */
export function bootScript(markdown: string[]): string {
  const parameters: Parameters<typeof run> = [[...themeIds], themeKey, fallbackTheme, markdown, firstLook, bubble];
  return `(${String(run)})(${parameters.map((value) => JSON.stringify(value)).join()})`;
}

// Self-contained: only its parameters and the browser are there when it runs.
function run(
  ids: string[], key: string, fallback: string, markdown: string[], look: string, bubbles: typeof bubble,
): void {
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
    .then((answer) => (answer.ok ? answer.clone().json() : { messages: [] }) as Promise<Page>)
    .then(({ messages }) => {
      if (messages.some(({ role }) => role === 'assistant')) {
        for (const file of markdown) Object.assign(add(document.head, '', 'link'), { rel: 'modulepreload', href: file });
      }
      if (messages.length > 0) draw(messages.slice(-8));
    })
    .catch(() => undefined);

  // The newest lines can be read while what shows them in full is still on its way, or a slow machine works at it. It is
  // drawn where the application will have it, which takes it away once it shows the same (ui/firstLook.ts).
  function draw(messages: Page['messages']): void {
    // The application is there already.
    if (document.querySelector('main')) return;
    const framed = query.get('embed') !== null;
    const page = add(document.body, 'backdrop fixed inset-0 flex flex-col');
    page.id = look;
    page.ariaHidden = 'true';
    add(page, `shrink-0 border-b border-border bg-surface ${framed ? 'h-12' : 'h-14 lg:border-0 lg:bg-transparent'}`);
    const row = add(page, `flex min-h-0 flex-1 ${framed ? '' : 'lg:gap-3 lg:p-3 lg:pt-0'}`);
    if (!framed && shared === null) add(row, 'panel w-72 shrink-0 rounded-2xl max-lg:hidden');
    const chat = add(row, 'min-w-0 flex-1 overflow-hidden px-3 mb-30 max-md:mb-44 sm:px-4');
    add(row, 'panel w-70 shrink-0 max-md:hidden lg:w-100 lg:rounded-2xl');
    const lines = add(chat, 'mx-auto w-full max-w-3xl');
    let day = '';
    for (const { role, content, timestamp } of messages) {
      if (day !== (day = new Date(timestamp).toDateString())) add(lines, 'h-10');
      const mine = role === 'user';
      const line = add(lines, `flex flex-col pt-1.5 pb-6.5 ${mine ? 'items-end' : 'items-start'}`);
      add(add(line, mine ? bubbles.own : bubbles.answer), 'whitespace-pre-wrap', 'p', content).dir = 'auto';
    }
    chat.scrollTop = chat.scrollHeight;
  }

  function add(to: Element, classes: string, tag = 'div', text = ''): HTMLElement {
    const element = document.createElement(tag);
    element.className = classes;
    element.textContent = text;
    to.append(element);
    return element;
  }
}
