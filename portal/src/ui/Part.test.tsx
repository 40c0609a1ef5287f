import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Part } from './Part.tsx';
import { dismiss, toastStore } from './toasts.ts';

function Broken(): never {
  throw new Error('broken');
}

// React says on the console what a boundary caught.
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue(undefined));
afterEach(() => toastStore.read().forEach(({ id }) => dismiss(id)));

it('leaves the page as it is when it fails, and says so', () => {
  const onFail = vi.fn();
  render(<><p>around</p><Part onFail={onFail} broken="instead"><Broken /></Part></>);
  expect(screen.getByText('around')).toBeInTheDocument();
  expect(screen.getByText('instead')).toBeInTheDocument();
  expect(onFail).toHaveBeenCalledOnce();
  expect(toastStore.read().map(({ tone, action }) => [tone, action?.label])).toEqual([['error', 'Load the page again']]);
});

it('opens no menu whose code cannot be had, and says so when somebody wants it', async () => {
  vi.resetModules();
  const away = vi.fn(() => Promise.reject(new TypeError('away')));
  vi.doMock('./MenuContent.tsx', away);
  const { Menu } = await import('./Menu.tsx');
  const { toastStore: told } = await import('./toasts.ts');
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  render(<Menu label="Menu" items={[]} trigger={<button type="button">Open</button>} />);
  fireEvent.focus(screen.getByRole('button'));
  await waitFor(() => expect(away).toHaveBeenCalledOnce());
  expect(told.read()).toHaveLength(0);
  // What stood in for a module and failed does so once.
  vi.doMock('./MenuContent.tsx', away);
  fireEvent.click(screen.getByRole('button'));
  await waitFor(() => expect(told.read()).toHaveLength(1));
  expect(screen.getByRole('button', { name: 'Open' })).toBeInTheDocument();
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  vi.doUnmock('./MenuContent.tsx');
});
