import type { Access } from '../access.ts';
import { ApiError } from '../errors.ts';
import { getSession } from '../sessions.ts';
import type { Entry, Refusal, TerminalFrame } from './frames.ts';
import { SessionSocket } from './sessionSocket.ts';
import { type Snapshot, fold, nothing } from './snapshot.ts';

/** The most entries that wait for the next frame to be painted, which does not come while the page is hidden. */
const mostPending = 500;

/** Told of new entries, for what is kept elsewhere; `greeting` says that they were missed, not seen to happen. */
export type News = (entries: readonly Entry[], greeting: boolean) => void;

type Aside = (frame: TerminalFrame | Refusal) => void;

/**
 * A session as its socket tells it, for `useSyncExternalStore`. Entries are told to views once a painted frame, however
 * many came: what grows is copied, and shown, as often as somebody can see it and no oftener.
 */
export class LiveSession {
  private snapshot = nothing;
  private pending: Entry[] = [];
  private frame: number | null = null;
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
    this.unschedule();
  }

  retry(): void {
    this.socket.retry();
  }

  send(frame: object): void {
    this.socket.send(frame);
  }

  /** All that was told so far, whether or not views know it yet. */
  read = (): Snapshot => {
    if (this.pending.length > 0) {
      this.snapshot = { ...this.snapshot, ...fold(this.snapshot, this.pending) };
      this.pending = [];
    }
    return this.snapshot;
  };

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
    this.pending.push(...entries);
    if (this.pending.length > mostPending) this.read();
    this.frame ??= requestAnimationFrame(() => this.tell());
    this.news.forEach((told) => told(entries, this.greeting));
  }

  private change(change: Partial<Snapshot>): void {
    this.snapshot = { ...this.read(), ...change };
    this.tell();
  }

  private tell(): void {
    this.unschedule();
    this.views.forEach((view) => view());
  }

  private unschedule(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
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
