import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SessionScope } from '../sessionContext.ts';
import { SessionContext } from '../sessionContext.ts';
import { attachedOf } from './attachments.ts';
import { Composer } from './Composer.tsx';

class Recognition {
  static newest: Recognition;
  onresult: ((event: object) => void) | null = null;
  onend: (() => void) | null = null;
  stop = vi.fn();
  start() {
    Recognition.newest = this;
  }
  say(transcript: string) {
    this.onresult?.({ results: [[{ transcript }]] });
  }
}

const onSend = vi.fn();

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('SpeechRecognition', Recognition);
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  const queries = new QueryClient();
  const access = { kind: 'client', id: 'g' } as const;
  const scope = { access, attached: attachedOf(queries, access) } as unknown as SessionScope;
  render(
    <QueryClientProvider client={queries}>
      <SessionContext value={scope}><Composer onSend={onSend} placeholder="Write" /></SessionContext>
    </QueryClientProvider>,
  );
});

afterEach(() => vi.unstubAllGlobals());

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });

it('leaves what was sent out of the next message when its last words come late', () => {
  fireEvent.click(screen.getByRole('button', { name: 'Dictate' }));
  const dictation = Recognition.newest;
  act(() => dictation.say('bread before'));
  expect(box().value).toBe('bread before');
  fireEvent.keyDown(box(), { key: 'Enter' });
  expect(onSend).toHaveBeenCalledWith('bread before', []);
  expect(dictation.stop).toHaveBeenCalled();
  act(() => {
    dictation.say('bread before dawn');
    dictation.onend?.();
  });
  expect(box().value).toBe('');
  expect(localStorage.getItem('draft:g')).toBeNull();
  screen.getByRole('button', { name: 'Dictate' });
});

it('takes the last words when dictation is only stopped', () => {
  fireEvent.click(screen.getByRole('button', { name: 'Dictate' }));
  const dictation = Recognition.newest;
  act(() => dictation.say('bread before'));
  fireEvent.click(screen.getByRole('button', { name: 'Stop dictating' }));
  act(() => dictation.say('bread before dawn'));
  expect(box().value).toBe('bread before dawn');
});
