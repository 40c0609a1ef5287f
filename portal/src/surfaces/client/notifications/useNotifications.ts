import { useEffect, useState } from 'react';
import { type Entry, isLive } from '../../../api/socket/frames.ts';
import { useSessionScope } from '../../../session/sessionContext.ts';
import { toast } from '../../../ui/toasts.ts';

export interface Notice {
  key: string;
  text: string;
  at: string;
  tone: 'success' | 'plain' | 'error';
}

export interface Notifications {
  notices: readonly Notice[];
  unseen: number;
  see: () => void;
}

const most = 30;

/** What is worth a word beyond the activity: done, asked, failed, live. */
function noticeOf(entry: Entry): Omit<Notice, 'key' | 'at'> | null {
  switch (entry.type) {
    case 'done':
      return { text: entry.message && entry.message !== 'Complete' ? entry.message : 'The work is done', tone: 'success' };
    case 'question':
      return { text: `The builder asks: ${entry.message}`, tone: 'plain' };
    case 'error':
      return { text: entry.message || 'Something failed', tone: 'error' };
    case 'deployed':
      return { text: `Published: ${entry.message}`, tone: 'success' };
    default:
      return null;
  }
}

/** Notices of this session: in the page, and by the browser while the page is not looked at and it may. */
export function useNotifications(project: string): Notifications {
  const { live } = useSessionScope();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [unseen, setUnseen] = useState(0);

  useEffect(
    () =>
      live.onNews((entries, greeting) => {
        const fresh = entries.filter(isLive).flatMap((entry) => {
          const notice = noticeOf(entry);
          return notice ? [{ ...notice, key: String(entry.seq), at: entry.timestamp }] : [];
        });
        if (fresh.length === 0) return;
        setNotices((held) => [...fresh.reverse(), ...held].slice(0, most));
        // What a greeting tells was there before this page; it is listed and not called out.
        if (greeting) return;
        setUnseen((count) => count + fresh.length);
        fresh.forEach((notice) => call(notice, project));
      }),
    [live, project],
  );

  return { notices, unseen, see: () => setUnseen(0) };
}

function call(notice: Notice, project: string): void {
  if (document.visibilityState === 'visible') {
    toast(notice.text, { tone: notice.tone });
  } else if ('Notification' in window && Notification.permission === 'granted') {
    try {
      const shown = new Notification(project || 'Tmux Builder', { body: notice.text, tag: notice.key, icon: '/icon.svg' });
      shown.onclick = () => window.focus();
    } catch {
      // Phones take notifications only from service workers; the list in the page has it.
    }
  }
}
