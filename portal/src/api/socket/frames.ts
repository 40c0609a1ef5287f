/** Frames of `/ws/{id}` as docs/frames.schema.json has them; fields and types may be added to them at any time. */
export interface LiveFrame {
  seq: number;
  type: string;
  guid: string;
  message: string;
  data: unknown;
  timestamp: string;
  turn_id: string | null;
  request_id?: string;
  truncated?: true;
}

/** With an admin's ticket only: an entry that clients are not shown. */
interface RawFrame extends Omit<LiveFrame, 'seq'> {
  after: number;
}

export type Entry = LiveFrame | RawFrame;

export interface SessionState {
  phase: string;
  progress: number;
  status_message: string;
  turn_state: string | null;
  /** An admin has the agent's keyboard: what is sent waits. */
  taken_over: boolean;
}

export interface HistoryFrame {
  type: 'history';
  messages: Entry[];
  first_seq: number;
  last_seq: number;
  more: boolean;
  state?: SessionState;
}

interface Pong {
  type: 'pong';
  last_seq: number;
}

export interface Refusal {
  type: 'error';
  code: string;
  message: string;
}

/** Whole, then piece by piece: what an agent's terminal shows; with an admin's ticket only. */
export type TerminalFrame = { type: 'terminal' } & (
  | { event: 'screen'; columns: number; rows: number; text: string }
  | { event: 'output'; text: string }
  | { event: 'state'; running: boolean; taken_over_by: string | null; mine: boolean }
);

export type Frame = Entry | HistoryFrame | Pong | Refusal | TerminalFrame;

export function isHistory(frame: Frame): frame is HistoryFrame {
  return frame.type === 'history' && 'messages' in frame;
}

export function isPong(frame: Frame): frame is Pong {
  return frame.type === 'pong';
}

export function isTerminal(frame: Frame): frame is TerminalFrame {
  return frame.type === 'terminal' && 'event' in frame;
}

export function isRefusal(frame: Frame): frame is Refusal {
  return frame.type === 'error' && 'code' in frame;
}

export function isLive(frame: Frame): frame is LiveFrame {
  return 'seq' in frame && typeof frame.seq === 'number';
}

/** A frame, or null when the text is none: what cannot be read is left out, never a reason to stop. */
export function parseFrame(text: unknown): Frame | null {
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
      ? (value as Frame)
      : null;
  } catch {
    return null;
  }
}

/** A value of an entry's data, which for some types is an object. */
export function field(entry: Entry, name: string): unknown {
  const { data } = entry;
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
