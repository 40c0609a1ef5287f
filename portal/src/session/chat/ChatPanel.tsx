import { Sparkles } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useHistory } from '../../api/chat.ts';
import { ApiError } from '../../api/errors.ts';
import { useSession } from '../../api/sessions.ts';
import { isAtWork } from '../../api/socket/snapshot.ts';
import { useFirstLookEnds } from '../../ui/firstLook.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { useLive, useSessionScope } from '../sessionContext.ts';
import { ChatSkeleton } from './ChatSkeleton.tsx';
import { Composer } from './Composer.tsx';
import { type Line, linesOf, sameLines } from './lines.ts';
import { MessageList } from './MessageList.tsx';
import { StateNotice } from './StateNotice.tsx';
import { TakenOver } from './TakenOver.tsx';
import { useMarkdown } from './useMarkdown.ts';

const none: never[] = [];

/** The conversation with the builder, and where to go on with it. */
export function ChatPanel() {
  const { access, canWrite, outbox } = useSessionScope();
  const history = useHistory(access);
  const { data: session } = useSession(access);
  const unsent = useSyncExternalStore(outbox.subscribe, outbox.read);
  const turnState = useLive((live) => live.state?.turn_state ?? null);

  const question = session?.turn?.question ?? null;
  const working = isAtWork(turnState ?? session?.turn?.state);
  const messages = history.data ?? none;
  const answered = messages.some((message) => message.role === 'assistant');
  // Fetched as soon as something was said: an answer to it will come.
  const markdown = useMarkdown(messages.length + unsent.length > 0);
  useEffect(outbox.settle, [outbox, messages]);
  const shown = useRef<readonly Line[]>(none);
  const lines = useMemo(
    () => (shown.current = sameLines(shown.current, linesOf(messages, unsent, question, working))),
    [messages, unsent, question, working],
  );
  // Answers are shown once, as they stay: not first as they were written and then moved about. What is shown already stays.
  const [begun, setBegun] = useState(false);
  const waiting = history.isPending || (!begun && answered && markdown === null);
  if (!begun && !waiting && !history.isError) setBegun(true);
  useFirstLookEnds(!waiting);

  return (
    <section aria-label="Chat" className="flex min-h-0 flex-1 flex-col">
      <TakenOver />
      {waiting ? (
        <ChatSkeleton />
      ) : history.isError && messages.length === 0 ? (
        <div className="grid flex-1 place-items-center">
          <ErrorState
            title={history.error instanceof ApiError && history.error.status === 429 ? 'One moment' : 'The chat could not be loaded'}
            error={history.error}
            busy={history.isFetching}
            onRetry={() => void history.refetch()}
          />
        </div>
      ) : lines.length === 0 ? (
        <div className="grid flex-1 place-items-center overflow-y-auto">
          <EmptyState icon={<Sparkles />} title={canWrite ? 'What shall we build?' : 'Nothing was said here yet'}>
            {canWrite &&
              'Describe the website you have in mind: what it is for, what belongs on it, how it should feel. Files help too.'}
          </EmptyState>
        </div>
      ) : (
        <MessageList
          lines={lines}
          hasOlder={history.hasNextPage}
          isLoadingOlder={history.isFetchingNextPage}
          onOlder={() => void history.fetchNextPage()}
        />
      )}
      <StateNotice session={session} />
      {canWrite ? (
        <Composer onSend={outbox.send} placeholder={messages.length === 0 ? 'Describe your website' : 'Ask for a change'} />
      ) : (
        <p className="border-t border-border px-4 py-3 text-center text-sm text-muted">
          You see this project as a guest. Only its owner can write here.
        </p>
      )}
    </section>
  );
}
