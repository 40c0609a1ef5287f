import type { QueryClient } from '@tanstack/react-query';
import type { Access } from '../api/access.ts';
import { historyAnswers, historyHolds, historyReadAt } from '../api/chat.ts';
import { refreshHistory } from '../api/newest.ts';
import { projectsKey } from '../api/projects.ts';
import { patiently } from '../api/queries.ts';
import { sessionKey, sessionReadTo } from '../api/sessions.ts';
import { sitesKey } from '../api/sites.ts';
import { type Entry, field, isLive, text } from '../api/socket/frames.ts';
import type { LiveSession, News } from '../api/socket/liveSession.ts';

const chatty = new Set(['summary', 'done', 'deployed', 'error', 'question', 'answer', 'screenshot']);
const stateful = new Set(['done', 'error', 'question', 'answer', 'session', 'delivery']);

/** Reads again what new entries make stale: each thing once, however many entries say so. */
export function refreshOn(queries: QueryClient, access: Access, live: LiveSession): News {
  const history = oneAtATime(() => patiently(() => refreshHistory(queries, access)));
  // Lines that came by another read, such as the one behind a message of this page's own, are not read once more.
  const unread = new Set<string>();
  const lines = oneAtATime(() => {
    const wanted = [...unread];
    unread.clear();
    return patiently(() => refreshHistory(queries, access, () => wanted.every((id) => historyHolds(queries, access, id))));
  });
  const session = oneAtATime(() => queries.invalidateQueries({ queryKey: sessionKey(access) }));
  const sites = oneAtATime(() => queries.invalidateQueries({ queryKey: sitesKey(access) }));
  const projects = oneAtATime(() => queries.invalidateQueries({ queryKey: projectsKey }));
  const newLine = (entry: Entry) => {
    const id = entry.type === 'delivery' ? text(field(entry, 'message_id')) : null;
    return id === null || historyHolds(queries, access, id) ? [] : [id];
  };
  const opened = Date.now();
  // The first reads were begun before the socket was there, the chat's perhaps a moment before the session's. A chat that was
  // read when the session was shown before is older than both.
  const wasRead = (entry: Entry, at: number, all: readonly Entry[]) =>
    isLive(entry) &&
    historyReadAt(queries, access) >= opened &&
    entry.seq <= sessionReadTo(queries, access) &&
    (at !== all.findLastIndex(({ type }) => type === 'done') || historyAnswers(queries, access, entry.turn_id));
  return (told, greeting) => {
    const isFirst = greeting && live.read().state === null;
    const entries = isFirst ? told.filter((entry, at) => !wasRead(entry, at, told)) : told;
    entries.flatMap(newLine).forEach((id) => unread.add(id));
    if (entries.some((entry) => chatty.has(entry.type))) history();
    if (unread.size > 0) lines();
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
