import { lazy, memo, Suspense } from 'react';
import { day } from '../../ui/time.ts';
import { AnswerLine } from './AnswerLine.tsx';
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
        : <AnswerLine message={line.message} follows={line.follows} />;
    case 'unsent':
      return <UnsentLine item={line.item} />;
    case 'question':
      return <Suspense><QuestionForm question={line.question} /></Suspense>;
    case 'working':
      return <Working />;
  }
});
