import { isLive } from '../../api/socket/frames.ts';
import type { LiveSession } from '../../api/socket/liveSession.ts';
import { isThemeId } from '../../themes/ids.ts';
import { showTheme } from '../../themes/theme.ts';

const source = 'tmux-builder';
const version = 1;

type Told =
  | { type: 'ready' }
  | { type: 'done'; turn_id: string | null; message: string }
  | { type: 'deployed'; turn_id: string | null; url: string };

// Any origin: only those that the content security policy lets frame this page can be the parent, and no message holds a
// secret.
function tell(told: Told): void {
  if (window.parent !== window) window.parent.postMessage({ source, version, ...told }, '*');
}

/** Tells the parent that the session is shown, and from then on what comes of it. What was there before is not told. */
export function tellParent(live: LiveSession): () => void {
  let ready = false;
  const look = () => {
    if (ready || live.read().state === null) return;
    ready = true;
    tell({ type: 'ready' });
  };
  const stopLooking = live.subscribe(look);
  const stopHearing = live.onNews((entries) => {
    if (!ready) return;
    for (const entry of entries.filter(isLive)) {
      if (entry.type === 'done') tell({ type: 'done', turn_id: entry.turn_id, message: entry.message });
      if (entry.type === 'deployed') tell({ type: 'deployed', turn_id: entry.turn_id, url: entry.message });
    }
  });
  look();
  return () => {
    stopLooking();
    stopHearing();
  };
}

/** Takes the parent's word for the theme, and for nothing else. */
export function hearParent(): () => void {
  const hear = ({ source: from, data }: MessageEvent<unknown>) => {
    if (from !== window.parent || typeof data !== 'object' || data === null) return;
    const { type, theme } = data as { type?: unknown; theme?: unknown };
    if (type === 'theme' && isThemeId(theme)) showTheme(theme);
  };
  window.addEventListener('message', hear);
  return () => window.removeEventListener('message', hear);
}
