import { render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Message } from '../../api/types.ts';
import { ClientLine } from './ClientLine.tsx';
import { type Line, linesOf, sameLines } from './lines.ts';
import { MessageList } from './MessageList.tsx';

vi.mock('./ClientLine.tsx', () => ({ ClientLine: vi.fn(() => null) }));

function message(id: string): Message {
  return {
    id, role: 'user', content: id, timestamp: '2026-02-04T10:00:00', turn_id: null, client_message_id: null, delivery: 'queued', origin: null, attachments: [],
  };
}

it('shows again only the line that changed, and those that came', () => {
  const [a, b] = [message('a'), message('b')];
  const drawn = vi.mocked(ClientLine);
  const list = (lines: Line[]) => <MessageList lines={lines} hasOlder={false} isLoadingOlder={false} onOlder={() => {}} />;
  const first = linesOf([a, b], [], null, false);
  const { rerender } = render(list(first));
  expect(drawn.mock.calls.map(([{ message: { id } }]) => id)).toEqual(['a', 'b']);
  drawn.mockClear();
  rerender(list(sameLines(first, linesOf([a, { ...b, delivery: 'answered' }, message('c')], [], null, false))));
  expect(drawn.mock.calls.map(([{ message: { id } }]) => id)).toEqual(['b', 'c']);
});
