import { lazy, memo } from 'react';
import { Part } from '../../ui/Part.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { day } from '../../ui/time.ts';
import { AnswerLine } from './AnswerLine.tsx';
import { Bubble } from './Bubble.tsx';
import { ClientLine } from './ClientLine.tsx';
import type { Line } from './lines.ts';
import { UnsentLine } from './UnsentLine.tsx';
import { Working } from './Working.tsx';

const QuestionForm = lazy(() => import('./QuestionForm.tsx'));

/** Nothing but its line, which stays the same while nothing of it changes: a list that grows leaves it alone. */
export const LineView = memo(function LineView({ line }: { line: Line }) {
  switch (line.kind) {
    case 'day':
      return <p className="py-3 text-center text-xs font-medium text-muted">{day(line.at)}</p>;
    case 'message':
      return line.message.role === 'user'
        ? <ClientLine message={line.message} replied={line.replied} />
        : <AnswerLine message={line.message} />;
    case 'unsent':
      return <UnsentLine item={line.item} />;
    case 'question':
      return (
        <Part fallback={<Skeleton className="my-2 h-56 rounded-2xl" />} broken={<Bubble><p dir="auto">{line.question.text}</p></Bubble>}>
          <QuestionForm question={line.question} />
        </Part>
      );
    case 'working':
      return <Working />;
  }
});
