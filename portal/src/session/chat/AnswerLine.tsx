import type { Message } from '../../api/types.ts';
import { timeOfDay } from '../../ui/time.ts';
import { Attachments } from './Attachments.tsx';
import { Bubble } from './Bubble.tsx';
import { DeploymentCard } from './DeploymentCard.tsx';
import { useMarkdown } from './useMarkdown.ts';

/** What the builder answered; a report of a check comes as a card of the site it is about. */
export function AnswerLine({ message }: { message: Message; follows: boolean }) {
  const Markdown = useMarkdown();
  if (message.attachments.some((attachment) => attachment.kind === 'report')) return <DeploymentCard message={message} />;
  return (
    <Bubble foot={<time dateTime={message.timestamp}>{timeOfDay(message.timestamp)}</time>}>
      {Markdown && Markdown !== 'failed'
        ? <Markdown text={message.content} />
        : <p className="whitespace-pre-wrap" dir="auto">{message.content}</p>}
      <Attachments attachments={message.attachments} />
    </Bubble>
  );
}
