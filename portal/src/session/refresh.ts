import type { QueryClient } from '@tanstack/react-query';
import type { Access } from '../api/access.ts';
import { historyHolds, refreshHistory } from '../api/chat.ts';
import { projectsKey } from '../api/projects.ts';
import { patiently } from '../api/queries.ts';
import { sessionKey } from '../api/sessions.ts';
import { sitesKey } from '../api/sites.ts';
import { type Entry, field, text } from '../api/socket/frames.ts';
import type { LiveSession, News } from '../api/socket/liveSession.ts';

const chatty = new Set(['summary', 'done', 'deployed', 'error', 'question', 'answer', 'screenshot']);
const stateful = new Set(['done', 'error', 'question', 'answer', 'session', 'delivery']);

/** Reads again what new entries make stale: each thing once, however many entries say so. */
export function refreshOn(queries: QueryClient, access: Access, live: LiveSession): News {
  const history = oneAtATime(() => patiently(() => refreshHistory(queries, access)));
  const session = oneAtATime(() => queries.invalidateQueries({ queryKey: sessionKey(access) }));
  const sites = oneAtATime(() => queries.invalidateQueries({ queryKey: sitesKey(access) }));
  const projects = oneAtATime(() => queries.invalidateQueries({ queryKey: projectsKey }));
  const isNewLine = (entry: Entry) => {
    const id = entry.type === 'delivery' ? text(field(entry, 'message_id')) : null;
    return id !== null && !historyHolds(queries, access, id);
  };
  return (entries, greeting) => {
    // The first greeting comes beside the first reads; only what was missed in between makes them stale.
    if (greeting && live.read().state === null) return;
    if (entries.some((entry) => chatty.has(entry.type) || isNewLine(entry))) history();
    if (entries.some((entry) => stateful.has(entry.type))) session();
    if (entries.some((entry) => entry.type === 'site' || entry.type === 'resources')) sites();
    if (entries.some((entry) => ['site', 'session', 'done'].includes(entry.type))) projects();
  };
}

/** Runs `work` at once; when asked for meanwhile, once more behind it. A failure is left to the next time. */
export function oneAtATime(work: () => Promise<unknown>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await work().catch(() => undefined);
      } while (again);
    } finally {
      running = false;
    }
  };
  return () => void run();
}
