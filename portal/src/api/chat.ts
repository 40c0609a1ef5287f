import {
  type InfiniteData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { type Access, reader } from './access.ts';
import { body, http, once } from './http.ts';
import { passing } from './queries.ts';
import { sessionKey } from './sessions.ts';
import type { components } from './schema';

export type Page = components['schemas']['HistoryView'];
export type History = InfiniteData<Page, string | undefined>;

const size = 50;

export function historyKey(access: Access) {
  return ['history', access.id] as const;
}

export function getPage(access: Access, cursor: string | undefined, signal?: AbortSignal) {
  return body(http.GET('/api/history', { params: { query: { ...reader(access), limit: size, cursor } }, signal }));
}

/** The chat, a page at a time from its end; `messages` are all that was read, oldest first. */
export function useHistory(access: Access) {
  return useInfiniteQuery({
    queryKey: historyKey(access),
    queryFn: ({ pageParam, signal }) => getPage(access, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: (data) => [...data.pages].reverse().flatMap((page) => page.messages),
    // News come by the socket; pages already read are not read again.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (state.data ? false : passing(state.error)),
  });
}

/** The lines that were read already, in no order. */
function linesRead(queries: QueryClient, access: Access) {
  return queries.getQueryData<History>(historyKey(access))?.pages.flatMap((page) => page.messages) ?? [];
}

/** When the chat was last read, in milliseconds since 1970; 0 before that. */
export function historyReadAt(queries: QueryClient, access: Access): number {
  return queries.getQueryState(historyKey(access))?.dataUpdatedAt ?? 0;
}

/** Whether a line was read already. */
export function historyHolds(queries: QueryClient, access: Access, id: string): boolean {
  return linesRead(queries, access).some((line) => line.id === id);
}

/** Whether a line that this browser sent was read already, by the id it was sent with. */
export function historyTook(queries: QueryClient, access: Access, clientMessageId: string): boolean {
  return linesRead(queries, access).some((line) => line.client_message_id === clientMessageId);
}

/** Whether a turn's answer was read already. */
export function historyAnswers(queries: QueryClient, access: Access, turn: string | null): boolean {
  return linesRead(queries, access).some((line) => line.role === 'assistant' && line.turn_id === turn);
}

/** The picture that came with a check's report, where its line was read already. */
export function historyPicture(queries: QueryClient, access: Access, report: string): string | null {
  const attached =
    linesRead(queries, access).find(({ attachments }) => attachments.some(({ id }) => id === report))?.attachments ?? [];
  const of = (kind: string) => attached.find((attachment) => attachment.kind === kind)?.id;
  return of('thumbnail') ?? of('screenshot') ?? null;
}

interface Outgoing {
  message: string;
  clientMessageId: string;
  uploadIds: string[];
}

export function sendMessage(access: Access, outgoing: Outgoing) {
  return body(
    http.POST('/api/chat', {
      params: { header: once(outgoing.clientMessageId) },
      body: {
        guid: access.id,
        message: outgoing.message,
        client_message_id: outgoing.clientMessageId,
        upload_ids: outgoing.uploadIds.length > 0 ? outgoing.uploadIds : null,
      },
    }),
  );
}

export function useCancelTurn(access: Access) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (turn: string | null) =>
      body(http.POST('/api/chat/cancel', { params: { header: once() }, body: { guid: access.id, turn_id: turn } })),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionKey(access) }),
  });
}

export function useAnswerQuestion(access: Access) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ question, answer }: { question: string; answer: string }) =>
      body(
        http.POST('/api/chat/answer', {
          params: { header: once() },
          body: { guid: access.id, question_id: question, answer },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionKey(access) }),
  });
}
