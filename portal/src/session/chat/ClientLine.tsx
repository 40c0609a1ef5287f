import { Wrench } from 'lucide-react';
import { useCancelTurn } from '../../api/chat.ts';
import { sentence } from '../../api/errors.ts';
import type { Message } from '../../api/types.ts';
import { toast } from '../../ui/toasts.ts';
import { timeOfDay } from '../../ui/time.ts';
import { useLive, useSessionScope } from '../sessionContext.ts';
import { Attachments } from './Attachments.tsx';
import { Bubble } from './Bubble.tsx';
import { ReceiptLine } from './ReceiptLine.tsx';
import { receiptOf } from './receipts.ts';

/** What the client wrote, how far it came, and a way to take it back. */
export function ClientLine({ message, replied }: { message: Message; replied: boolean }) {
  const { access, canWrite } = useSessionScope();
  const live = useLive((snapshot) => snapshot.receipts.get(message.id));
  const cancel = useCancelTurn(access);
  const receipt = receiptOf(message, live, replied);

  // A repair is the platform's own doing; it is told as such and not as words of the client.
  if (message.origin === 'repair') {
    return (
      <p className="mx-auto my-2 flex w-fit max-w-full items-center gap-2 rounded-full border border-border px-3 py-1 text-xs text-soft">
        <Wrench className="size-3.5 shrink-0" aria-hidden="true" />
        The check found something, and the builder mends it
        {receipt && <ReceiptLine receipt={receipt} />}
      </p>
    );
  }

  const stop = () =>
    // A promise, not callbacks of the mutation: those end with the line, which scrolls away.
    void cancel.mutateAsync(message.turn_id).then(
      (done) => toast(done.message),
      (error: unknown) => toast(sentence(error), { tone: 'error' }),
    );

  return (
    <Bubble
      own
      foot={
        <>
          {canWrite && receipt?.open && message.turn_id && (
            <button
              type="button"
              className="rounded font-medium text-soft underline underline-offset-2 hover:text-text disabled:opacity-60"
              disabled={cancel.isPending}
              onClick={stop}
            >
              {receipt.state === 'queued' ? 'Take back' : 'Stop'}
            </button>
          )}
          {receipt && <ReceiptLine receipt={receipt} />}
          <time dateTime={message.timestamp}>{timeOfDay(message.timestamp)}</time>
        </>
      }
    >
      <p className="whitespace-pre-wrap" dir="auto">{message.content}</p>
      <Attachments attachments={message.attachments} />
    </Bubble>
  );
}
