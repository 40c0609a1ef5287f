import { waitFor } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, it, vi } from 'vitest';
import { upload } from '../../api/uploads.ts';
import { type AttachedFiles, attachedOf } from './attachments.ts';

vi.mock('../../api/uploads.ts', async (real) => ({ ...(await real<object>()), upload: vi.fn() }));

const access = { kind: 'client', id: 'g' } as const;
const limits = { max_bytes: 10, types: ['.txt'], direct_over: 10 };
let attached: AttachedFiles;
let finish: (id: string) => void;

beforeEach(() => {
  attached = attachedOf(new QueryClient(), access);
  vi.mocked(upload).mockReset().mockImplementation((_access, _file, onProgress, signal) => new Promise((resolve, reject) => {
    finish = resolve;
    onProgress(0.5);
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  }));
});

const file = (name: string, content = 'Bread') => new File([content], name);
const states = () => attached.read().map(({ name, state, progress }) => [name, state, progress]);

it('goes on with an upload while nothing shows it', async () => {
  const queries = new QueryClient();
  attached = attachedOf(queries, access);
  const hide = attached.subscribe(() => {});
  attached.add([file('menu.txt')], limits);
  hide();
  expect(states()).toEqual([['menu.txt', 'sending', 0.5]]);
  finish('u1');
  await waitFor(() => expect(attachedOf(queries, access).read()).toMatchObject([{ state: 'ready', uploadId: 'u1' }]));
});

it('refuses what the server would, and sends the rest', () => {
  attached.add([file('virus.exe'), file('menu.txt'), file('long.txt', 'x'.repeat(11))], limits);
  expect(states()).toEqual([['virus.exe', 'failed', 0], ['menu.txt', 'sending', 0.5], ['long.txt', 'failed', 0]]);
  expect(upload).toHaveBeenCalledOnce();
});

it('stops the upload of what is taken back, without a word', async () => {
  const view = vi.fn();
  attached.add([file('menu.txt')], limits);
  attached.subscribe(view);
  attached.remove(attached.read()[0]!.key);
  await Promise.resolve();
  expect(vi.mocked(upload).mock.calls[0]![3].aborted).toBe(true);
  expect(states()).toEqual([]);
  expect(view).toHaveBeenCalledOnce();
});
