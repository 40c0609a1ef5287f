import type { QueryClient } from '@tanstack/react-query';
import type { Access } from './access.ts';
import { type History, type Page, getPage, historyKey } from './chat.ts';
import { keptFor } from './keptFor.ts';

/** What is read of one chat's end: the read that is on its way, and what the one before it gave. */
interface End {
  reading: Promise<void> | null;
  newest: Page | null;
}

const endOf = keptFor<End>(() => ({ reading: null, newest: null }));

/**
 * Reads the newest page again and lays it over what is there. When nothing of it is known, lines are missing in between, and
 * all is read anew. A chat is read once at a time: all who ask meanwhile are given one read behind it.
 *
 * @param isThere what is wanted came with another read; then nothing is read for it.
 */
export async function refreshHistory(queries: QueryClient, access: Access, isThere = () => false): Promise<void> {
  if (isThere()) return;
  const end = endOf(queries, access);
  if (end.reading) {
    await end.reading.catch(() => undefined);
    if (isThere()) return;
  }
  // Another that waited may have begun it; it is later than this was asked for.
  end.reading ??= read(queries, access, end).finally(() => (end.reading = null));
  return end.reading;
}

async function read(queries: QueryClient, access: Access, end: End): Promise<void> {
  end.newest = await getPage(access, undefined);
  if (lay(queries, access, end)) {
    void layAgain(queries, access, end);
  } else {
    await queries.invalidateQueries({ queryKey: historyKey(access) });
    // It may have been a read begun before this one.
    lay(queries, access, end);
  }
}

/** @returns whether the newest page reaches what is held. */
function lay(queries: QueryClient, access: Access, { newest }: End): boolean {
  const key = historyKey(access);
  const held = queries.getQueryData<History>(key);
  const merged = held && newest && mergeNewest(held, newest);
  if (merged) queries.setQueryData<History>(key, merged);
  return Boolean(merged);
}

/** A read of older lines that is under way ends with what it began with: the newest are laid over that again. */
async function layAgain(queries: QueryClient, access: Access, end: End): Promise<void> {
  const query = queries.getQueryCache().find({ queryKey: historyKey(access) });
  while (query?.promise && query.state.fetchStatus !== 'idle') {
    await query.promise.catch(() => undefined);
    lay(queries, access, end);
  }
}

/** Null when the newest page does not reach what is held. */
export function mergeNewest(held: History, newest: Page): History | null {
  const [first, ...older] = held.pages;
  const fresh = new Set(newest.messages.map((message) => message.id));
  const meeting = first?.messages.findIndex((message) => fresh.has(message.id)) ?? -1;
  const whole = newest.next_cursor === null;
  if (!first || meeting < 0) return first && !whole ? null : { pages: [newest], pageParams: [undefined] };
  // A page that ends within what is held was read before the lines behind it were written.
  const last = first.messages.findIndex((message) => message.id === newest.messages.at(-1)?.id);
  const messages = [...newest.messages, ...(last < 0 ? [] : first.messages.slice(last + 1))];
  return whole
    ? { pages: [{ ...newest, messages }], pageParams: [undefined] }
    : { ...held, pages: [{ ...first, messages: [...first.messages.slice(0, meeting), ...messages] }, ...older] };
}
