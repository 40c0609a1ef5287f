import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Access } from '../../api/access.ts';
import { refreshHistory, sendMessage } from '../../api/chat.ts';
import { ApiError, sentence } from '../../api/errors.ts';
import { newId } from '../../api/newId.ts';
import { sessionKey } from '../../api/sessions.ts';
import { storage } from '../../ui/storage.ts';

/** A message that is not in the chat yet. */
export interface Unsent {
  clientMessageId: string;
  text: string;
  files: { id: string; name: string }[];
  at: string;
  state: 'sending' | 'sent' | 'failed';
  /** Its id in the chat, once it was taken. */
  messageId: string | null;
  error: string | null;
}

function key(access: Access): string {
  // Storage outlives the page: not the whole guid, which would open the session.
  return `unsent:${access.id.slice(0, 12)}`;
}

/** What failed in an earlier visit. What was being sent then may have arrived; its id makes a repeat harmless. */
export function restore(stored: string | null): Unsent[] {
  try {
    const held = JSON.parse(stored ?? '[]') as Unsent[];
    return held.map((item) => ({ ...item, state: 'failed', error: item.error ?? 'It was not sent before the page closed.' }));
  } catch {
    return [];
  }
}

/** Messages on their way. One that fails stays, here and over a reload, until it is sent or thrown away. */
export function useOutbox(access: Access) {
  const queries = useQueryClient();
  const [items, setItems] = useState(() => restore(storage.get(key(access))));

  const update = useCallback(
    (change: (held: Unsent[]) => Unsent[]) =>
      setItems((held) => {
        const next = change(held);
        const unsent = next.filter((item) => item.state !== 'sent');
        if (unsent.length > 0) storage.set(key(access), JSON.stringify(unsent));
        else storage.remove(key(access));
        return next;
      }),
    [access],
  );

  const set = useCallback(
    (id: string, change: Partial<Unsent>) =>
      update((held) => held.map((item) => (item.clientMessageId === id ? { ...item, ...change } : item))),
    [update],
  );

  const deliver = useCallback(
    async (item: Unsent) => {
      try {
        const sent = await sendMessage(access, {
          message: item.text,
          clientMessageId: item.clientMessageId,
          uploadIds: item.files.map((file) => file.id),
        });
        set(item.clientMessageId, { state: 'sent', messageId: sent.message_id, error: null });
        void queries.invalidateQueries({ queryKey: sessionKey(access) });
        await refreshHistory(queries, access).catch(() => undefined);
      } catch (error) {
        set(item.clientMessageId, { state: 'failed', error: explain(error) });
      }
    },
    [access, queries, set],
  );

  return {
    items,
    send(text: string, files: Unsent['files']) {
      const item: Unsent = {
        clientMessageId: newId(),
        text,
        files,
        at: new Date().toISOString(),
        state: 'sending',
        messageId: null,
        error: null,
      };
      update((held) => [...held, item]);
      void deliver(item);
    },
    retry(item: Unsent) {
      set(item.clientMessageId, { state: 'sending', error: null });
      void deliver(item);
    },
    discard: (id: string) => update((held) => held.filter((item) => item.clientMessageId !== id)),
  };
}

function explain(error: unknown): string {
  if (error instanceof ApiError && error.code === 'turn.queue_full') {
    return 'Twenty messages wait already. Send this one again when some of them are done.';
  }
  if (error instanceof ApiError && error.status === 429 && error.retryAfter) {
    return `${error.message} Try again in ${error.retryAfter} s.`;
  }
  return sentence(error);
}
