import type { QueryClient } from '@tanstack/react-query';
import type { Access } from '../../api/access.ts';
import { historyTook, sendMessage } from '../../api/chat.ts';
import { ApiError, sentence } from '../../api/errors.ts';
import { keptFor } from '../../api/keptFor.ts';
import { newId } from '../../api/newId.ts';
import { refreshHistory } from '../../api/newest.ts';
import { sessionKey } from '../../api/sessions.ts';
import { storage } from '../../ui/storage.ts';

/** A message that is not in the chat yet. */
export interface Unsent {
  clientMessageId: string;
  text: string;
  files: { id: string; name: string }[];
  state: 'sending' | 'sent' | 'failed';
  error: string | null;
}

function key(access: Access): string {
  // Storage outlives the page: not the whole guid, which would open the session.
  return `unsent:${access.id.slice(0, 12)}`;
}

/** What failed in an earlier visit. What was being sent then may have arrived; its id makes a repeat harmless. */
export function restore(stored: string | null): Unsent[] {
  return parse(stored).map((item) => ({
    ...item, state: 'failed', error: item.error ?? 'It was not sent before the page closed.',
  }));
}

function parse(stored: string | null): Unsent[] {
  try {
    const items: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(items) ? (items as Unsent[]) : [];
  } catch {
    return [];
  }
}

/**
 * Messages on their way, for `useSyncExternalStore`. One that fails stays, here and over a reload, until it is sent or thrown
 * away.
 */
export class Outbox {
  private held: readonly Unsent[];
  private readonly views = new Set<() => void>();

  constructor(private readonly queries: QueryClient, private readonly access: Access) {
    this.held = restore(storage.get(key(access)));
  }

  read = (): readonly Unsent[] => this.held;

  subscribe = (view: () => void): (() => void) => {
    this.views.add(view);
    return () => this.views.delete(view);
  };

  send = (text: string, files: Unsent['files']): void => {
    const item: Unsent = {
      clientMessageId: newId(),
      text,
      files,
      state: 'sending',
      error: null,
    };
    this.hold([...this.held, item]);
    void this.deliver(item);
  };

  retry = (item: Unsent): void => {
    this.set(item, { state: 'sending', error: null });
    void this.deliver(item);
  };

  discard = (item: Unsent): void => {
    this.hold(this.held.filter((other) => other.clientMessageId !== item.clientMessageId));
  };

  /** Lets go of what the chat has: its answer was lost, or the page closed before it came. */
  settle = (): void => {
    const arrived = this.held.filter((item) => historyTook(this.queries, this.access, item.clientMessageId));
    if (arrived.length > 0) this.hold(this.held.filter((item) => !arrived.includes(item)));
  };

  private async deliver(item: Unsent): Promise<void> {
    const { access, queries } = this;
    // The socket may tell of it before its answer comes, or when none does.
    const isThere = () => historyTook(queries, access, item.clientMessageId);
    try {
      await sendMessage(access, {
        message: item.text,
        clientMessageId: item.clientMessageId,
        uploadIds: item.files.map((file) => file.id),
      });
      this.set(item, { state: 'sent', error: null });
      void queries.invalidateQueries({ queryKey: sessionKey(access) });
      await refreshHistory(queries, access, isThere).catch(() => undefined);
    } catch (error) {
      this.set(item, { state: 'failed', error: explain(error) });
    }
    if (isThere()) this.discard(item);
  }

  private set({ clientMessageId }: Unsent, change: Partial<Unsent>): void {
    this.hold(this.held.map((item) => (item.clientMessageId === clientMessageId ? { ...item, ...change } : item)));
  }

  private hold(next: readonly Unsent[]): void {
    this.store(this.held, next);
    this.held = next;
    this.views.forEach((view) => view());
  }

  /** Stores what changed and that alone: other tabs of the session keep theirs in the same place. */
  private store(held: readonly Unsent[], next: readonly Unsent[]): void {
    const changed = [...held, ...next].filter((item) => !held.includes(item) || !next.includes(item));
    const isChanged = (item: Unsent) => changed.some(({ clientMessageId }) => clientMessageId === item.clientMessageId);
    const unsent = [
      ...parse(storage.get(key(this.access))).filter((item) => !isChanged(item)),
      ...next.filter((item) => isChanged(item) && item.state !== 'sent'),
    ];
    if (unsent.length > 0) storage.set(key(this.access), JSON.stringify(unsent));
    else storage.remove(key(this.access));
  }
}

/** A session's outbox, which goes on with what it sends whatever the page shows meanwhile. */
export const outboxOf = keptFor((queries, access) => new Outbox(queries, access));

function explain(error: unknown): string {
  if (error instanceof ApiError && error.code === 'turn.queue_full') {
    return 'Twenty messages wait already. Send this one again when some of them are done.';
  }
  if (error instanceof ApiError && error.status === 429 && error.retryAfter) {
    return `${error.message} Try again in ${error.retryAfter} s.`;
  }
  return sentence(error);
}
