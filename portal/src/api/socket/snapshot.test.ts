import { expect, it } from 'vitest';
import type { LiveFrame, SessionState } from './frames.ts';
import { fold, isAtWork, nothing, type Snapshot } from './snapshot.ts';

const state: SessionState = {
  phase: '', progress: 0, status_message: '', turn_state: null, taken_over: false,
};
const held: Snapshot = { ...nothing, connection: 'live', state };
let seq = 0;

function entry(type: string, data: unknown, turn: string | null = null, message = ''): LiveFrame {
  return { seq: ++seq, type, guid: 'g', message, data, timestamp: '2026-02-04T07:25:31Z', turn_id: turn };
}

/** A receipt of message and turn `name`. */
function delivery(name: string, step: string, more: object = {}): LiveFrame {
  return entry('delivery', { message_id: name, state: step, ...more }, name, `${name} is ${step}`);
}

function turnAfter(...entries: LiveFrame[]) {
  // In pieces and at once, since the socket gives either.
  const once = fold(held, entries).state?.turn_state;
  const pieces = entries.reduce<Snapshot>((before, each) => ({ ...before, ...fold(before, [each]) }), held).state?.turn_state;
  expect(pieces).toBe(once);
  return once;
}

it('knows who has the keyboard from the entries that say so, and from no others', () => {
  const session = (data: unknown) => entry('session', data);
  expect(fold(held, [session({ taken_over: true })]).state?.taken_over).toBe(true);
  expect(fold(held, [session({ taken_over: true }), session({ taken_over: false })]).state?.taken_over).toBe(false);
  expect(fold({ ...held, state: { ...state, taken_over: true } }, [session({ state: 'paused' })]).state?.taken_over).toBe(true);
});

const working = ['queued', 'typed', 'accepted', 'working'].map((step) => delivery('a', step));

it('follows a turn from its queue to its end', () => {
  expect(working.map((_, at) => turnAfter(...working.slice(0, at + 1)))).toEqual(['queued', 'typed', 'accepted', 'working']);
  expect(turnAfter(...working, delivery('a', 'answered'))).toBe('done');
  expect(turnAfter(...working, delivery('a', 'failed'))).toBe('failed');
});

it('keeps the running turn while others wait behind it, and are taken back', () => {
  expect(turnAfter(...working, delivery('b', 'queued', { queue_position: 1 }))).toBe('working');
  expect(turnAfter(...working, delivery('b', 'queued'), delivery('b', 'failed'))).toBe('working');
  expect(turnAfter(...working, delivery('b', 'queued'), delivery('a', 'answered'), delivery('b', 'typed'))).toBe('typed');
});

it('knows after one was taken back that runs none whether another waits', () => {
  expect(turnAfter(delivery('a', 'queued'), delivery('a', 'failed'))).toBe('cancelled');
  expect(turnAfter(delivery('a', 'queued'), delivery('b', 'queued'), delivery('a', 'failed'))).toBe('queued');
});

it('waits for an answer, and works on with it', () => {
  const asked = [...working, entry('question', { question_id: 'q' }, 'a', 'Which colour?')];
  expect(turnAfter(...asked)).toBe('waiting');
  expect(turnAfter(...asked, delivery('b', 'queued'))).toBe('waiting');
  expect(fold(held, asked).state?.status_message).toBe('Which colour?');
  expect(turnAfter(...asked, entry('answer', { question_id: 'q' }, 'a', 'Warm'))).toBe('working');
});

it('is set aside until a time, and works on when it is taken up', () => {
  const parked = [...working, delivery('a', 'working', { parked_until: '2026-02-04T08:00:00Z' })];
  expect(turnAfter(...parked)).toBe('parked');
  expect(turnAfter(...parked, delivery('b', 'queued'))).toBe('parked');
  expect(turnAfter(...parked, delivery('a', 'working'))).toBe('working');
});

it.each([['typed', true], ['accepted', true], ['working', true], ['queued', false], ['waiting', false], ['parked', false], [null, false]])(
  'says of a turn that is %s whether the builder is at it: %s',
  (turn, is) => expect(isAtWork(turn)).toBe(is),
);

it('tells a turn that broke from one that was called off, by the error behind its end', () => {
  const broken = (...entries: LiveFrame[]) => fold(held, entries).receipts.get('a')?.broken;
  expect(broken(...working, delivery('a', 'failed'), entry('error', '', 'a'))).toBe(true);
  expect(broken(...working, entry('error', '', 'a'), delivery('a', 'failed'))).toBe(false);
  expect(broken(...working, delivery('a', 'failed'), entry('error', '', 'b'), entry('error', '', null))).toBe(false);
});

it('leaves receipts as they are while entries tell of none', () => {
  const before = { ...held, ...fold(held, working) };
  expect(fold(before, [entry('status', '')]).receipts).toBe(before.receipts);
});
