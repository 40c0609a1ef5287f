import type { Question, Message } from '../../api/types.ts';
import type { Unsent } from './outbox.ts';

/** What the chat shows, one under the other. */
export type Line =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; message: Message; replied: boolean }
  | { kind: 'unsent'; key: string; item: Unsent }
  | { kind: 'question'; key: string; question: Question }
  | { kind: 'working'; key: string };

/** The chat's lines in their order, with a line where a day begins. */
export function linesOf(
  messages: readonly Message[],
  unsent: readonly Unsent[],
  question: Question | null,
  working: boolean,
): Line[] {
  const lines: Line[] = [];
  const arrived = new Set<string>();
  const replied = new Set(messages.map(({ role, turn_id }) => (role === 'assistant' ? turn_id : null)));
  let previous: Message | undefined;
  for (const message of messages) {
    if (message.client_message_id !== null) arrived.add(message.client_message_id);
    const begins = !previous || dayOf(previous.timestamp) !== dayOf(message.timestamp);
    if (begins) lines.push({ kind: 'day', key: `day-${message.id}`, at: message.timestamp });
    lines.push({
      kind: 'message',
      key: message.id,
      message,
      replied: message.turn_id !== null && replied.has(message.turn_id),
    });
    previous = message;
  }
  for (const item of unsent) {
    if (!arrived.has(item.clientMessageId)) lines.push({ kind: 'unsent', key: item.clientMessageId, item });
  }
  if (question) lines.push({ kind: 'question', key: question.question_id, question });
  else if (working) lines.push({ kind: 'working', key: 'working' });
  return lines;
}

/** `next`, with the lines of `held` in the place of those that equal them: what shows one need not look at it again. */
export function sameLines(held: readonly Line[], next: readonly Line[]): Line[] {
  const before = new Map(held.map((line) => [line.key, line]));
  return next.map((line) => {
    const same = before.get(line.key);
    return same && isSame(same, line) ? same : line;
  });
}

function isSame(one: Line, other: Line): boolean {
  const fields = Object.entries(one);
  const others = other as unknown as Record<string, unknown>;
  return fields.length === Object.keys(other).length && fields.every(([name, value]) => others[name] === value);
}

function dayOf(at: string): string {
  return new Date(at).toDateString();
}
