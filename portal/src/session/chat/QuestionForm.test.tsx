import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Question } from '../../api/types.ts';
import QuestionForm from './QuestionForm.tsx';

vi.mock('../sessionContext.ts', () => ({
  useSessionScope: () => ({ access: { kind: 'client', id: 'a' }, canWrite: true }),
}));

function ask(id: string) {
  const question = { question_id: id, text: 'Which colour?', choices: [], default: null, deadline: '2099-01-01T00:00:00Z' };
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <QuestionForm question={question as unknown as Question} />
    </QueryClientProvider>,
  );
}

it('keeps what was begun as an answer while it is out of sight, and for that question alone', () => {
  const { unmount } = ask('q1');
  fireEvent.change(screen.getByLabelText('Your answer'), { target: { value: 'Something blu' } });
  unmount();
  ask('q1').unmount();
  const again = ask('q1');
  expect(screen.getByLabelText('Your answer')).toHaveValue('Something blu');
  again.unmount();
  ask('q2');
  expect(screen.getByLabelText('Your answer')).toHaveValue('');
});
