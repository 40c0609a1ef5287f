import { lazy } from 'react';
import type { Message } from '../../api/types.ts';
import { Part } from '../../ui/Part.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { timeOfDay } from '../../ui/time.ts';
import { Attachments } from './Attachments.tsx';
import { Bubble } from './Bubble.tsx';
import { useMarkdown } from './useMarkdown.ts';

const DeploymentCard = lazy(() => import('./DeploymentCard.tsx').then((module) => ({ default: module.DeploymentCard })));

/** What the builder answered; a report of a check comes as a card of the site it is about. */
export function AnswerLine({ message }: { message: Message }) {
  const Markdown = useMarkdown(true);
  const foot = <time dateTime={message.timestamp}>{timeOfDay(message.timestamp)}</time>;
  if (message.attachments.some((attachment) => attachment.kind === 'report')) {
    return (
      <Part
        fallback={<Skeleton className="my-2 h-44 max-w-[min(42rem,100%)] rounded-2xl" />}
        broken={<Bubble foot={foot}><p dir="auto">{message.content}</p><Attachments attachments={message.attachments} /></Bubble>}
      >
        <DeploymentCard message={message} />
      </Part>
    );
  }
  return (
    <Bubble foot={foot}>
      {Markdown === null
        ? <Skeleton className="h-12 w-56" />
        : Markdown === 'failed'
          ? <p className="whitespace-pre-wrap" dir="auto">{message.content}</p>
          : <Markdown text={message.content} />}
      <Attachments attachments={message.attachments} />
    </Bubble>
  );
}
