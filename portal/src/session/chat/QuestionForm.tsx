import { MessageCircleQuestion } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useAnswerQuestion } from '../../api/chat.ts';
import { sentence } from '../../api/errors.ts';
import type { Question } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { remaining } from '../../ui/time.ts';
import { useSessionScope } from '../sessionContext.ts';

/** What was begun as an answer, by question: a line that is scrolled out of sight is gone. */
const drafts = new Map<string, string>();

/** What the builder wants to know, with the time there is for it and what happens when it passes. */
export default function QuestionForm({ question }: { question: Question }) {
  const { access, canWrite } = useSessionScope();
  const { mutateAsync } = useAnswerQuestion(access);
  const [other, setOther] = useState(drafts.get(question.question_id) ?? '');
  const [sending, setSending] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const left = useTimeLeft(question.deadline);

  const give = async (answer: string) => {
    setSending(answer);
    setError(null);
    try {
      await mutateAsync({ question: question.question_id, answer });
      drafts.delete(question.question_id);
    } catch (failure) {
      setError(sentence(failure));
      setSending(null);
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (other.trim()) void give(other.trim());
  };

  return (
    <section aria-label="The builder asks" className="my-2 rounded-2xl border border-ring/50 bg-tint p-4">
      <h3 className="flex items-start gap-2.5 font-medium" dir="auto">
        <MessageCircleQuestion className="mt-0.5 size-5 shrink-0 text-primary-ink" aria-hidden="true" />
        {question.text}
      </h3>
      {canWrite && (
        <>
          {question.choices.length > 0 && (
            <div className="mt-3 flex flex-wrap gap-2" role="group" aria-label="Choices">
              {question.choices.map((choice) => (
                <Button key={choice} busy={sending === choice} disabled={sending !== null} onClick={() => void give(choice)}>
                  {choice}
                </Button>
              ))}
            </div>
          )}
          <form onSubmit={submit} className="mt-3 flex items-end gap-2">
            <div className="flex-1">
              <TextField
                label={question.choices.length > 0 ? 'Or something else' : 'Your answer'}
                value={other}
                maxLength={32_000}
                disabled={sending !== null}
                onChange={({ target }) => {
                  drafts.set(question.question_id, target.value);
                  setOther(target.value);
                }}
              />
            </div>
            <Button type="submit" look="primary" busy={sending !== null && sending === other.trim()} disabled={!other.trim()}>
              Answer
            </Button>
          </form>
        </>
      )}
      {error && <p role="alert" className="mt-2 text-sm text-danger-ink">{error}</p>}
      <p className="mt-3 text-xs text-soft">
        {left > 0 ? `${remaining(left)} left. ` : 'The time is up. '}
        {question.default ? `Without an answer the builder takes “${question.default}”.` : 'Without an answer the builder decides.'}
      </p>
    </section>
  );
}

function useTimeLeft(deadline: string): number {
  const [left, setLeft] = useState(() => Date.parse(deadline) - Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLeft(Date.parse(deadline) - Date.now()), 1000);
    return () => clearInterval(timer);
  }, [deadline]);
  return left;
}
