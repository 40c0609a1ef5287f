import { CircleAlert, Paperclip } from 'lucide-react';
import { Spinner } from '../../ui/Spinner.tsx';
import { useSessionScope } from '../sessionContext.ts';
import { Bubble } from './Bubble.tsx';
import type { Unsent } from './outbox.ts';

/** A message that is not in the chat yet: on its way, or back with a reason. */
export function UnsentLine({ item }: { item: Unsent }) {
  const { outbox } = useSessionScope();
  const link = 'rounded font-medium underline underline-offset-2 hover:text-text';
  return (
    <Bubble
      own
      foot={
        item.state === 'failed' ? (
          <span className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1" role="alert">
            <span className="flex items-center gap-1 text-danger-ink">
              <CircleAlert className="size-3.5 shrink-0" aria-hidden="true" />
              {item.error}
            </span>
            <button type="button" className={link} onClick={() => outbox.retry(item)}>Send again</button>
            <button type="button" className={link} onClick={() => outbox.discard(item)}>Throw away</button>
          </span>
        ) : (
          <span className="flex items-center gap-1.5"><Spinner className="size-3" />Sending</span>
        )
      }
    >
      <p className="whitespace-pre-wrap" dir="auto">{item.text}</p>
      {item.files.map((file) => (
        <p key={file.id} className="mt-1 flex items-center gap-1.5 text-sm text-soft">
          <Paperclip className="size-3.5" aria-hidden="true" />{file.name}
        </p>
      ))}
    </Bubble>
  );
}
