import { type Receipt, isAtWork } from '../../api/socket/snapshot.ts';
import type { Message } from '../../api/types.ts';
import { timeOfDay } from '../../ui/time.ts';

/** The way of a message, each step after the one before it. */
const steps = ['queued', 'typed', 'accepted', 'working', 'answered'] as const;

const words: Record<string, string> = {
  sending: 'Sending',
  queued: 'Queued',
  typed: 'Handed over',
  accepted: 'Accepted',
  working: 'Being worked on',
  answered: 'Answered',
  failed: 'Failed',
};

export interface ReceiptView {
  /** As the server has it, but for `called_off`: taken back or stopped, which the server counts as failed. */
  state: string;
  /** 0–4; where a failure stopped is not known. */
  step: number;
  text: string;
  /** It may still be taken back or interrupted. */
  open: boolean;
}

/**
 * How far a message came, by the chat's record and by what the socket told since, whichever is further.
 *
 * @param replied its turn has an answer, which a turn that broke always has: it says why.
 */
export function receiptOf(
  message: Pick<Message, 'delivery'>,
  live: Receipt | undefined,
  replied: boolean,
): ReceiptView | null {
  const state = further(message.delivery, live?.state ?? null);
  if (state === null) return null;
  if (state === 'failed' && !(live?.state === 'failed' ? live.broken : replied)) {
    return { state: 'called_off', step: 0, text: live?.state === 'failed' && live.text ? live.text : 'Called off', open: false };
  }
  const step = Math.max(0, steps.indexOf(state as (typeof steps)[number]));
  return { state, step, text: sentenceOf(state, live), open: state === 'queued' || isAtWork(state) };
}

function further(recorded: string | null, told: string | null): string | null {
  if (recorded === null || told === null) return recorded ?? told;
  return rank(told) >= rank(recorded) ? told : recorded;
}

function rank(state: string): number {
  const step = steps.indexOf(state as (typeof steps)[number]);
  // An end that is no step is beyond all but the answer.
  return step < 0 ? steps.length - 1.5 : step;
}

function sentenceOf(state: string, live: Receipt | undefined): string {
  if (live?.state === state && live.parkedUntil) return `Set aside until ${timeOfDay(live.parkedUntil)}`;
  if (state === 'queued' && live?.position) return `Queued, ${live.position} before it`;
  if (state === 'queued' && live?.position === 0) return 'Next in line';
  return words[state] ?? state;
}
