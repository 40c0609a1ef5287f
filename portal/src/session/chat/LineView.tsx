import { lazy, memo, Suspense } from 'react';
import { day } from '../../ui/time.ts';
import { AnswerLine } from './AnswerLine.tsx';
import { ClientLine } from './ClientLine.tsx';
import type { Line } from './lines.ts';
import type { useOutbox } from './outbox.ts';
import { UnsentLine } from './UnsentLine.tsx';
import { Working } from './Working.tsx';

const QuestionForm = lazy(() => import('./QuestionForm.tsx'));

interface Props {
  line: Line;
  outbox: ReturnType<typeof useOutbox>;
  onAnswer: (answer: string) => Promise<unknown>;
}

export const LineView = memo(function LineView({ line, outbox, onAnswer }: Props) {
  switch (line.kind) {
    case 'day':
      return <p className="py-3 text-center text-xs font-medium text-muted">{day(line.at)}</p>;
    case 'message':
      return line.message.role === 'user'
        ? <ClientLine message={line.message} />
        : <AnswerLine message={line.message} />;
    case 'unsent':
      return (
        <UnsentLine
          item={line.item}
          onRetry={() => outbox.retry(line.item)}
          onDiscard={() => outbox.discard(line.item.clientMessageId)}
        />
      );
    case 'question':
      return <Suspense><QuestionForm question={line.question} onAnswer={onAnswer} /></Suspense>;
    case 'working':
      return <Working />;
  }
});
