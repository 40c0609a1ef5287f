import type { Access } from '../access.ts';
import { ApiError } from '../errors.ts';
import { getSession } from '../sessions.ts';
import { type Entry, type Refusal, type SessionState, type TerminalFrame, field, isLive, text } from './frames.ts';
import { type Connection, SessionSocket } from './sessionSocket.ts';

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

const nothing: Snapshot = { connection: 'connecting', entries: [], state: null, receipts: new Map(), usage: null };

/** Told of new entries, for what is kept elsewhere; `greeting` says that they were missed, not seen to happen. */
export type News = (entries: readonly Entry[], greeting: boolean) => void;

export type Aside = (frame: TerminalFrame | Refusal) => void;

/** A session as its socket tells it, for `useSyncExternalStore`. */
export class LiveSession {
  private snapshot = nothing;
  private greeting = true;
  private readonly views = new Set<() => void>();
  private readonly news = new Set<News>();
  private readonly asides = new Set<Aside>();
  private readonly socket: SessionSocket;

  constructor(access: Access, wsPath = '/ws', ticket?: (signal: AbortSignal) => Promise<string>) {
    this.socket = new SessionSocket({
      url: `${location.origin.replace(/^http/, 'ws')}${wsPath}/${access.id}`,
      probe: (signal) => probe(access, signal),
      ticket,
      listener: {
        onEntries: (entries) => this.add(entries),
        onState: (state) => {
          this.greeting = false;
          this.change({ state });
        },
        onConnection: (connection) => {
          if (connection !== 'live') this.greeting = true;
          this.change({ connection });
        },
        onAside: (frame) => this.asides.forEach((told) => told(frame)),
        onReset: () => this.change({ entries: [], receipts: new Map(), usage: null, state: null }),
      },
    });
  }

  start(): void {
    this.socket.start();
  }

  stop(): void {
    this.socket.stop();
  }

  retry(): void {
    this.socket.retry();
  }

  send(frame: object): void {
    this.socket.send(frame);
  }

  read = (): Snapshot => this.snapshot;

  subscribe = (view: () => void): (() => void) => {
    this.views.add(view);
    return () => this.views.delete(view);
  };

  onNews(told: News): () => void {
    this.news.add(told);
    return () => this.news.delete(told);
  }

  /** Hears what is no entry: the live terminal, or why a frame of ours was not taken. */
  onAside(told: Aside): () => void {
    this.asides.add(told);
    return () => this.asides.delete(told);
  }

  private add(entries: Entry[]): void {
    this.change(fold(this.snapshot, entries));
    this.news.forEach((told) => told(entries, this.greeting));
  }

  private change(change: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    this.views.forEach((view) => view());
  }
}

async function probe(access: Access, signal: AbortSignal): Promise<'there' | 'gone' | 'unknown'> {
  try {
    await getSession(access, signal);
    return 'there';
  } catch (error) {
    return error instanceof ApiError && error.isGone ? 'gone' : 'unknown';
  }
}

/** A snapshot with `entries` behind it, and what they say of receipts, usage and the state. */
export function fold(held: Snapshot, entries: readonly Entry[]): Partial<Snapshot> {
  const receipts = new Map(held.receipts);
  let { usage, state } = held;
  for (const entry of entries) {
    if (!isLive(entry)) continue;
    state = state && moved(state, entry);
    if (entry.type === 'delivery') {
      const id = text(field(entry, 'message_id'));
      if (id) receipts.set(id, receiptOf(entry));
    } else if (entry.type === 'usage') {
      usage = usageOf(entry);
    }
  }
  const all = [...held.entries, ...entries];
  return { entries: all.length > kept ? all.slice(-kept) : all, receipts, usage, state };
}

function moved(state: SessionState, entry: Entry): SessionState {
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
    case 'done':
      return { ...state, progress: 100, status_message: entry.message, turn_state: 'done' };
    case 'delivery': {
      const turn = text(field(entry, 'state'));
      return turn ? { ...state, turn_state: turn === 'answered' ? 'done' : turn } : state;
    }
    case 'session': {
      const taken = field(entry, 'taken_over');
      return typeof taken === 'boolean' ? { ...state, taken_over: taken } : state;
    }
    default:
      return state;
  }
}

function receiptOf(entry: Entry): Receipt {
  const position = field(entry, 'queue_position');
  return {
    state: text(field(entry, 'state')) ?? 'queued',
    position: typeof position === 'number' ? position : null,
    parkedUntil: text(field(entry, 'parked_until')),
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
