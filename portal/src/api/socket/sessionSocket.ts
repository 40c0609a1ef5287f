import { Backoff } from './backoff.ts';
import {
  type Entry, type HistoryFrame, type Refusal, type SessionState, type TerminalFrame, isHistory, isPong, isRefusal, isTerminal,
  parseFrame,
} from './frames.ts';
import { Sequence, type Step } from './sequence.ts';

/**
 * `connecting` for the first time, `live`, `reconnecting` with what was seen kept, `offline` while the device has no network,
 * `gone` when the session is no longer there for this caller.
 */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'gone';

interface SocketListener {
  /** New entries, each number once and in order. */
  onEntries(entries: Entry[]): void;
  /** Where the session stands, after each greeting. */
  onState(state: SessionState): void;
  onConnection(connection: Connection): void;
  /** The session began anew: entries seen before are no more. */
  onReset(): void;
  /** What is no entry: the live terminal, or a frame of ours that was not taken. */
  onAside?(frame: TerminalFrame | Refusal): void;
}

interface SocketOptions {
  /** The socket's address without a query. */
  url: string;
  /** Asks over HTTP whether the session is there, before each attempt but the first. */
  probe: (signal: AbortSignal) => Promise<'there' | 'gone' | 'unknown'>;
  /** One-use, for admins: asked for before each attempt. */
  ticket?: (signal: AbortSignal) => Promise<string>;
  listener: SocketListener;
  backoff?: Backoff;
}

const quiet = 40_000;
const patience = 10_000;
const wakePatience = 4_000;

/**
 * One session's socket that never gives up: it reconnects for ever, goes on from the newest number, notices a dead connection
 * by itself, and wakes with the page after sleep.
 */
export class SessionSocket {
  private readonly sequence = new Sequence();
  private readonly backoff: Backoff;
  private leave = new AbortController();
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private greeted = false;
  private attempt = 0;
  /** The newest attempt has neither come to a greeting yet nor failed. */
  private trying = false;
  private connection: Connection | null = null;

  constructor(private readonly options: SocketOptions) {
    this.backoff = options.backoff ?? new Backoff();
  }

  start(): void {
    this.leave = new AbortController();
    const { signal } = this.leave;
    const wake = () => this.wake();
    for (const event of ['online', 'pageshow', 'focus']) window.addEventListener(event, wake, { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake(), { signal });
    window.addEventListener('offline', () => this.tell('offline'), { signal });
    this.tell(this.sequence.last === null ? 'connecting' : 'reconnecting');
    void this.connect(false);
  }

  stop(): void {
    this.leave.abort();
    clearTimeout(this.timer);
    this.drop();
  }

  /** Tries at once, instead of when the wait is over. */
  retry(): void {
    if (this.leave.signal.aborted || this.connection === 'live') return;
    this.backoff.reset();
    this.tell('reconnecting');
    void this.connect(true);
  }

  send(frame: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  /**
   * The page was asleep, or the network away: whatever was open may be dead without having said so. An attempt on its way
   * is left alone, since a page wakes by several events at once, and when it opens; if it fails, the next comes soon.
   */
  private wake(): void {
    if (this.connection === 'gone') return;
    if (this.trying) {
      this.backoff.reset();
    } else if (this.connection === 'live') {
      this.send({ action: 'ping' });
      this.watch(wakePatience);
    } else {
      this.retry();
    }
  }

  private async connect(probe: boolean): Promise<void> {
    const attempt = ++this.attempt;
    const { signal } = this.leave;
    const limited = () => AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    clearTimeout(this.timer);
    this.drop();
    this.trying = true;
    const answer = probe ? await this.options.probe(limited()).catch(() => 'unknown' as const) : 'there';
    if (signal.aborted || attempt !== this.attempt) return;
    if (answer === 'gone') {
      this.trying = false;
      return this.tell('gone');
    }
    if (answer === 'unknown') return this.later();
    let ticket: string | undefined;
    try {
      ticket = await this.options.ticket?.(limited());
    } catch {
      if (!signal.aborted && attempt === this.attempt) this.later();
      return;
    }
    if (signal.aborted || attempt !== this.attempt) return;
    this.open(ticket);
  }

  private open(ticket: string | undefined): void {
    const query = new URLSearchParams();
    if (this.sequence.last !== null) query.set('since', String(this.sequence.last));
    if (ticket) query.set('ticket', ticket);
    const socket = new WebSocket(query.size > 0 ? `${this.options.url}?${query}` : this.options.url);
    this.socket = socket;
    this.greeted = false;
    this.sequence.opened();
    this.watch(patience);
    socket.onmessage = ({ data }) => socket === this.socket && this.receive(data);
    socket.onclose = ({ code }) => socket === this.socket && this.closed(code);
  }

  private receive(data: unknown): void {
    this.watch(quiet);
    const frame = parseFrame(data);
    if (!frame) return;
    if (isHistory(frame)) return this.history(frame);
    if (isPong(frame)) return this.take(this.sequence.pong(frame.last_seq));
    if (isTerminal(frame) || isRefusal(frame)) this.options.listener.onAside?.(frame);
    else if ('seq' in frame || 'after' in frame) this.take(this.sequence.entry(frame));
  }

  private history(frame: HistoryFrame): void {
    let step = this.sequence.history(frame, !this.greeted);
    if (step === null) {
      this.sequence.reset();
      this.options.listener.onReset();
      step = { kind: 'ask', since: 0 };
    }
    this.take(step);
    if (frame.more) return;
    this.greeted = true;
    this.trying = false;
    this.backoff.reset();
    if (frame.state) this.options.listener.onState(frame.state);
    this.tell('live');
  }

  private take(step: Step): void {
    if (step.kind === 'ask') this.send({ action: 'history', since: step.since });
    if (step.kind === 'take' && step.entries.length > 0) this.options.listener.onEntries(step.entries);
  }

  private closed(code: number): void {
    this.socket = null;
    this.tell(navigator.onLine ? 'reconnecting' : 'offline');
    // 1001: the server goes away and another is there already.
    this.later(code === 1001 && this.greeted ? 250 * Math.random() : undefined);
  }

  private later(wait = this.backoff.next()): void {
    this.trying = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(true), wait);
  }

  /** Nothing came for `wait`: ask once whether anybody is there, then take the connection for dead. */
  private watch(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.greeted && wait === quiet) {
        this.send({ action: 'ping' });
        this.watch(patience);
      } else {
        this.drop();
        this.tell('reconnecting');
        this.later();
      }
    }, wait);
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private tell(connection: Connection): void {
    if (connection === this.connection || this.leave.signal.aborted) return;
    this.connection = connection;
    this.options.listener.onConnection(connection);
  }
}
