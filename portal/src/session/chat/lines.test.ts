import { expect, it } from 'vitest';
import type { Message, Question } from '../../api/types.ts';
import { linesOf, sameLines } from './lines.ts';
import { restore, type Unsent } from './outbox.ts';

function message(id: string, timestamp: string, role = 'user'): Message {
  return { id, role, content: id, timestamp, turn_id: null, client_message_id: null, delivery: null, origin: null, attachments: [] };
}

function unsent(id: string): Unsent {
  return { clientMessageId: id, text: id, files: [], state: 'sending', error: null };
}

const question: Question = { question_id: 'q', text: '?', choices: [], default: null, deadline: '2026-02-05T00:00:00Z' };

it('begins each day with its line', () => {
  const lines = linesOf([message('a', '2026-02-04T10:00:00'), message('b', '2026-02-04T11:00:00'), message('c', '2026-02-05T09:00:00')], [], null, false);
  expect(lines.map((line) => line.kind)).toEqual(['day', 'message', 'message', 'day', 'message']);
});

it('shows a message once: as unsent until the chat has it', () => {
  const item = unsent('mine');
  const taken = { ...message('a', '2026-02-04T10:00:00'), client_message_id: 'mine' };
  expect(linesOf([], [item], null, false).map((line) => line.kind)).toEqual(['unsent']);
  expect(linesOf([taken], [item], null, false).map((line) => line.kind)).toEqual(['day', 'message']);
});

it('ends with the question, or with the work while none is asked', () => {
  expect(linesOf([], [], question, true).at(-1)?.kind).toBe('question');
  expect(linesOf([], [], null, true).at(-1)?.kind).toBe('working');
  expect(linesOf([], [], null, false)).toEqual([]);
});

it('knows which messages have a reply', () => {
  const asked = { ...message('a', '2026-02-04T10:00:00'), turn_id: 't' };
  const reply = { ...message('b', '2026-02-04T10:01:00', 'assistant'), turn_id: 't' };
  const replied = (...messages: Message[]) => linesOf(messages, [], null, false)[1];
  expect(replied(asked)).toMatchObject({ replied: false });
  expect(replied(asked, reply)).toMatchObject({ replied: true });
  expect(replied(message('a', '2026-02-04T10:00:00'), { ...reply, turn_id: null })).toMatchObject({ replied: false });
});

it('keeps the lines that did not change, while others come, change and go', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => message(id, '2026-02-04T10:00:00'));
  const held = linesOf([a!, b!], [unsent('mine')], null, true);
  const next = sameLines(held, linesOf([a!, { ...b!, delivery: 'answered' }, c!], [], null, true));
  expect(next.map((line) => line.key)).toEqual(['day-a', 'a', 'b', 'c', 'working']);
  expect(next.map((line) => held.includes(line))).toEqual([true, true, false, false, true]);
});

it('gives back what was not sent in an earlier visit, and ignores what it cannot read', () => {
  expect(restore(JSON.stringify([unsent('mine')]))).toMatchObject([{ text: 'mine', state: 'failed' }]);
  expect(restore('not json')).toEqual([]);
  expect(restore('{}')).toEqual([]);
  expect(restore(null)).toEqual([]);
});
