import { type Entry, type SessionState, field, isLive, text } from './frames.ts';
import type { Connection } from './sessionSocket.ts';

/** The most entries kept for the panel; older ones are in the log of the server. */
const kept = 5000;

export interface Usage {
  input: number;
  output: number;
  cost: number | null;
}

export interface Receipt {
  state: string;
  position: number | null;
  parkedUntil: string | null;
  /** The turn that answers the message. */
  turn: string | null;
  /** In words, as the server has them. */
  text: string;
  /** The turn broke; one that was taken back or stopped ends as `failed`, too, but without an error. */
  broken: boolean;
}

/** What is known of a session by its socket, always replaced and never changed. */
export interface Snapshot {
  connection: Connection;
  entries: readonly Entry[];
  state: SessionState | null;
  /** How far each message came, by its id. */
  receipts: ReadonlyMap<string, Receipt>;
  usage: Usage | null;
}

export const nothing: Snapshot = { connection: 'connecting', entries: [], state: null, receipts: new Map(), usage: null };

const atWork = ['typed', 'accepted', 'working'];
const begun = [...atWork, 'waiting', 'parked'];

/** Whether the builder is at it: a turn that waits, for its time or for an answer, is no work. */
export function isAtWork(turnState: string | null | undefined): boolean {
  return atWork.includes(turnState ?? '');
}

/** A snapshot with `entries` behind it, and what they say of receipts, usage and the state. */
export function fold(held: Snapshot, entries: readonly Entry[]): Pick<Snapshot, 'entries' | 'receipts' | 'usage' | 'state'> {
  const receipts = new Receipts(held.receipts);
  let { usage, state } = held;
  for (const entry of entries) {
    if (!isLive(entry)) continue;
    state = state && moved(state, entry, receipts.all);
    if (entry.type === 'delivery') receipts.take(entry);
    else if (entry.type === 'error') receipts.breakOf(entry.turn_id);
    else if (entry.type === 'usage') usage = usageOf(entry);
  }
  const all = [...held.entries, ...entries];
  return { entries: all.length > kept ? all.slice(-kept) : all, receipts: receipts.all, usage, state };
}

/** The state after an entry; `receipts` are those before it. */
function moved(state: SessionState, entry: Entry, receipts: ReadonlyMap<string, Receipt>): SessionState {
  switch (entry.type) {
    case 'progress': {
      const progress = Number.parseInt(text(entry.data) ?? entry.message, 10);
      return Number.isNaN(progress) ? state : { ...state, progress };
    }
    case 'phase':
      return { ...state, phase: entry.message };
    case 'status':
    case 'working':
      return { ...state, status_message: entry.message };
    case 'question':
      return { ...state, status_message: entry.message, turn_state: 'waiting' };
    case 'answer':
      return { ...state, status_message: entry.message, turn_state: 'working' };
    case 'done':
      return { ...state, progress: 100, status_message: entry.message, turn_state: 'done' };
    case 'delivery': {
      const turn = turnAfter(state.turn_state, entry, receipts);
      return turn === state.turn_state ? state : { ...state, turn_state: turn };
    }
    case 'session': {
      const taken = field(entry, 'taken_over');
      return typeof taken === 'boolean' ? { ...state, taken_over: taken } : state;
    }
    default:
      return state;
  }
}

/** Where the turn stands after a receipt, which may be of another message that waits behind it. */
function turnAfter(turn: string | null, entry: Entry, receipts: ReadonlyMap<string, Receipt>): string | null {
  const next = text(field(entry, 'state'));
  const message = text(field(entry, 'message_id'));
  if (next === null) return turn;
  if (field(entry, 'parked_until')) return 'parked';
  if (next === 'answered') return 'done';
  const waited = next === 'failed' && receipts.get(message ?? '')?.state === 'queued';
  if (next !== 'queued' && !waited) return next;
  if (begun.includes(turn ?? '')) return turn;
  // One that waited was taken back; others may wait still.
  return next === 'queued' || [...receipts].some(([id, { state }]) => id !== message && state === 'queued') ? 'queued' : 'cancelled';
}

/** Receipts with those of further entries; copied only when there are any. */
class Receipts {
  private copy: Map<string, Receipt> | null = null;

  constructor(private readonly held: ReadonlyMap<string, Receipt>) {}

  get all(): ReadonlyMap<string, Receipt> {
    return this.copy ?? this.held;
  }

  take(entry: Entry): void {
    const id = text(field(entry, 'message_id'));
    if (id) this.set(id, receiptOf(entry));
  }

  /** An error of the turn behind its end says why it ended; before it, it is a note. */
  breakOf(turn: string | null): void {
    for (const [id, receipt] of this.all) {
      if (turn !== null && receipt.state === 'failed' && receipt.turn === turn) this.set(id, { ...receipt, broken: true });
    }
  }

  private set(id: string, receipt: Receipt): void {
    this.copy ??= new Map(this.held);
    this.copy.set(id, receipt);
  }
}

function receiptOf(entry: Entry): Receipt {
  const position = field(entry, 'queue_position');
  return {
    state: text(field(entry, 'state')) ?? 'queued',
    position: typeof position === 'number' ? position : null,
    parkedUntil: text(field(entry, 'parked_until')),
    turn: entry.turn_id,
    text: entry.message,
    broken: false,
  };
}

function usageOf(entry: Entry): Usage {
  const number = (name: string) => {
    const value = field(entry, name);
    return typeof value === 'number' ? value : 0;
  };
  const cost = field(entry, 'cost_usd');
  return { input: number('input'), output: number('output'), cost: typeof cost === 'number' ? cost : null };
}
