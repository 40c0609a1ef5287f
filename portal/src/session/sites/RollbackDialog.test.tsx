import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Release, Site } from '../../api/types.ts';
import type { LiveSession } from '../../api/socket/liveSession.ts';
import { dismiss, toastStore } from '../../ui/toasts.ts';
import type { AttachedFiles } from '../chat/attachments.ts';
import type { Outbox } from '../chat/outbox.ts';
import { SessionContext } from '../sessionContext.ts';
import RollbackDialog from './RollbackDialog.tsx';

const site = { id: 'site', name: 'Bakery', release: 'today' } as Site;
const release = { id: 'earlier', created_at: '2026-02-04T07:25:31Z', served_at: null, files: 3, bytes: 9, checks: null } as Release;

let answers: ((answer: Response) => void)[] = [];
const asked = vi.fn((_: Request) => new Promise<Response>((resolve) => answers.push(resolve)));
const toasts = () => toastStore.read();
const bodyOf = (call: number) => asked.mock.calls[call]![0].clone().json() as Promise<{ release_id: string }>;

beforeEach(() => {
  answers = [];
  asked.mockClear();
  vi.stubGlobal('fetch', asked);
});

afterEach(() => {
  vi.unstubAllGlobals();
  toasts().forEach(({ id }) => dismiss(id));
});

async function goBack(shown = release, queries = new QueryClient()) {
  const onClose = vi.fn();
  const scope = { access: { kind: 'client' as const, id: 'a' }, live: {} as LiveSession, canWrite: true, outbox: {} as Outbox, attached: {} as AttachedFiles };
  const { unmount } = render(
    <QueryClientProvider client={queries}>
      <SessionContext value={scope}><RollbackDialog site={site} release={shown} onClose={onClose} /></SessionContext>
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Go back' }));
  await waitFor(() => expect(asked).toHaveBeenCalledOnce());
  return { onClose, unmount };
}

const done = (message: string) => Response.json({ message });
const refused = () => Response.json({ title: 'No', detail: 'The release is gone.', code: 'release.gone' }, { status: 409 });

it('closes, and offers to undo', async () => {
  const { onClose } = await goBack();
  answers[0]!(done('Back'));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(toasts().map(({ text, action }) => [text, action?.label])).toEqual([['Back', 'Undo']]);
});

it('tells of its end, and can be undone, after it was closed', async () => {
  const { onClose, unmount } = await goBack();
  unmount();
  answers[0]!(done('Back'));
  await waitFor(() => expect(toasts()).toHaveLength(1));
  expect(onClose).not.toHaveBeenCalled();

  toasts()[0]!.action!.run();
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  expect((await bodyOf(1)).release_id).toBe('today');
  answers[1]!(refused());
  await waitFor(() => expect(toasts().map(({ tone }) => tone)).toEqual(['success', 'error']));
});

it('tells of its failure where it can be seen: in the dialog, or once that is closed as a notice', async () => {
  const first = await goBack();
  answers[0]!(refused());
  await screen.findByRole('alert');
  expect(toasts()).toHaveLength(0);
  first.unmount();

  asked.mockClear();
  const second = await goBack();
  second.unmount();
  answers[1]!(refused());
  await waitFor(() => expect(toasts().map(({ tone }) => tone)).toEqual(['error']));
});

it('shows how it looked, where the chat has the picture of its check', async () => {
  const queries = new QueryClient();
  const attachments = [{ id: 'r1', kind: 'report' }, { id: 's1', kind: 'screenshot' }, { id: 't1', kind: 'thumbnail' }];
  queries.setQueryData(['history', 'a'], { pages: [{ messages: [{ attachments: [] }, { attachments }] }], pageParams: [undefined] });
  await goBack({ ...release, checks: { passed: true, report: 'r1' } } as Release, queries);
  expect(screen.getByRole('img', { name: 'How Bakery looked' })).toHaveAttribute('src', '/api/attachments/t1?guid=a');
});
