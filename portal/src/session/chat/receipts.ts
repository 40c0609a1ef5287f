import type { Receipt } from '../../api/socket/liveSession.ts';
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
  cancelled: 'Taken back',
};

export interface ReceiptView {
  state: string;
  /** 0–4; where a failure stopped is not known. */
  step: number;
  text: string;
  /** It may still be taken back or interrupted. */
  open: boolean;
}

/** How far a message came, by the chat's record and by what the socket told since, whichever is further. */
export function receiptOf(message: Pick<Message, 'delivery'>, live: Receipt | undefined): ReceiptView | null {
  const state = further(message.delivery, live?.state ?? null);
  if (state === null) return null;
  const step = Math.max(0, steps.indexOf(state as (typeof steps)[number]));
  const open = ['queued', 'typed', 'accepted', 'working'].includes(state);
  return { state, step, text: sentenceOf(state, live), open };
}

function further(recorded: string | null, told: string | null): string | null {
  if (recorded === null || told === null) return recorded ?? told;
  return rank(told) >= rank(recorded) ? told : recorded;
}

function rank(state: string): number {
  const step = steps.indexOf(state as (typeof steps)[number]);
  // Ends that are no steps (failed, cancelled) are beyond all but the answer.
  return step < 0 ? steps.length - 1.5 : step;
}

function sentenceOf(state: string, live: Receipt | undefined): string {
  if (live?.state === state && live.parkedUntil) return `Set aside until ${timeOfDay(live.parkedUntil)}`;
  if (state === 'queued' && live?.position) return `Queued, ${live.position} before it`;
  if (state === 'queued' && live?.position === 0) return 'Next in line';
  return words[state] ?? state;
}
