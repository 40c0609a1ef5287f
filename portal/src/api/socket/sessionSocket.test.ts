import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff } from './backoff.ts';
import { type Connection, SessionSocket } from './sessionSocket.ts';

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  static get newest(): FakeSocket {
    return FakeSocket.all.at(-1)!;
  }
  readyState = 1;
  sent: string[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 3;
  }
  say(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  greet(from: number, to: number) {
    const messages = Array.from({ length: to - from + 1 }, (_, i) => live(from + i));
    this.say({ type: 'history', messages, first_seq: from, last_seq: to, more: false, state: {} });
  }
  drop(code = 1006) {
    this.onclose?.({ code });
  }
}

function live(seq: number) {
  return { seq, type: 'status', guid: 'g', message: '', data: '', timestamp: '', turn_id: null };
}

let socket: SessionSocket;
let seen: number[];
let connections: Connection[];
let probe: ReturnType<typeof vi.fn<() => Promise<'there' | 'gone' | 'unknown'>>>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
  seen = [];
  connections = [];
  probe = vi.fn(() => Promise.resolve<'there' | 'gone' | 'unknown'>('there'));
  socket = new SessionSocket({
    url: 'ws://host/ws/g',
    probe,
    backoff: new Backoff(() => 0.5),
    listener: {
      onEntries: (entries) => seen.push(...entries.map((entry) => ('seq' in entry ? entry.seq : -1))),
      onState: () => {},
      onConnection: (connection) => connections.push(connection),
      onReset: () => seen.splice(0),
    },
  });
  socket.start();
});

afterEach(() => {
  socket.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function settle(milliseconds = 0) {
  await vi.advanceTimersByTimeAsync(milliseconds);
}

it('goes on from the newest number after the connection was lost', async () => {
  await settle();
  expect(FakeSocket.newest.url).toBe('ws://host/ws/g');
  FakeSocket.newest.greet(1, 3);
  FakeSocket.newest.say(live(4));
  FakeSocket.newest.drop();
  await settle(1000);
  expect(FakeSocket.newest.url).toBe('ws://host/ws/g?since=4');
  FakeSocket.newest.greet(5, 6);
  expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
  expect(connections).toEqual(['connecting', 'live', 'reconnecting', 'live']);
});

it('asks for what it missed and shows it in order', async () => {
  await settle();
  FakeSocket.newest.greet(1, 1);
  FakeSocket.newest.say(live(3));
  expect(FakeSocket.newest.sent).toEqual(['{"action":"history","since":1}']);
  FakeSocket.newest.greet(2, 3);
  expect(seen).toEqual([1, 2, 3]);
});

it('never gives up while the server is away, waiting longer each time', async () => {
  probe.mockResolvedValue('unknown');
  await settle();
  FakeSocket.newest.drop();
  for (const wait of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
    const before = probe.mock.calls.length;
    await settle(wait - 1);
    expect(probe.mock.calls.length).toBe(before);
    await settle(1);
    expect(probe.mock.calls.length).toBe(before + 1);
  }
  probe.mockResolvedValue('there');
  await settle(30_000);
  FakeSocket.newest.greet(1, 1);
  expect(connections.at(-1)).toBe('live');
});

it('stops when the session is gone, until it is told to try again', async () => {
  await settle();
  FakeSocket.newest.greet(1, 1);
  probe.mockResolvedValue('gone');
  FakeSocket.newest.drop(1008);
  await settle(120_000);
  expect(connections.at(-1)).toBe('gone');
  expect(FakeSocket.all).toHaveLength(1);
  probe.mockResolvedValue('there');
  socket.retry();
  await settle();
  expect(FakeSocket.all).toHaveLength(2);
});

it('finds a dead connection by its silence', async () => {
  await settle();
  FakeSocket.newest.greet(1, 1);
  await settle(40_000);
  expect(FakeSocket.newest.sent).toEqual(['{"action":"ping"}']);
  await settle(10_000);
  expect(connections.at(-1)).toBe('reconnecting');
  await settle(1000);
  expect(FakeSocket.all).toHaveLength(2);
});

it('looks whether the connection still lives when the page wakes', async () => {
  await settle();
  FakeSocket.newest.greet(1, 1);
  window.dispatchEvent(new Event('pageshow'));
  expect(FakeSocket.newest.sent).toEqual(['{"action":"ping"}']);
  FakeSocket.newest.say({ type: 'pong', last_seq: 1 });
  await settle(10_000);
  expect(FakeSocket.all).toHaveLength(1);
  window.dispatchEvent(new Event('pageshow'));
  await settle(5_001);
  expect(FakeSocket.all).toHaveLength(2);
});

function wake() {
  for (const event of ['focus', 'online', 'pageshow']) window.dispatchEvent(new Event(event));
  document.dispatchEvent(new Event('visibilitychange'));
}

it('leaves an attempt alone that is on its way when the page wakes', async () => {
  await settle();
  wake();
  await settle();
  expect(probe).not.toHaveBeenCalled();
  expect(FakeSocket.all).toHaveLength(1);
  expect(FakeSocket.newest.readyState).toBe(FakeSocket.OPEN);
  FakeSocket.newest.greet(1, 1);
  FakeSocket.newest.drop();
  let answer = (_: 'there') => {};
  probe.mockReturnValue(new Promise<'there'>((resolve) => (answer = resolve)));
  wake();
  wake();
  expect(probe).toHaveBeenCalledOnce();
  answer('there');
  await settle();
  wake();
  await settle();
  expect(probe).toHaveBeenCalledOnce();
  expect(FakeSocket.all).toHaveLength(2);
});

it('tries soon again when the attempt fails during which the page woke', async () => {
  probe.mockResolvedValue('unknown');
  await settle();
  FakeSocket.newest.drop();
  await settle(1000 + 2000 + 4000);
  expect(probe).toHaveBeenCalledTimes(3);
  let answer = (_: 'unknown') => {};
  probe.mockReturnValueOnce(new Promise<'unknown'>((resolve) => (answer = resolve)));
  await settle(8000);
  wake();
  answer('unknown');
  await settle(1000);
  expect(probe).toHaveBeenCalledTimes(5);
});

it('forgets what it has when the session began anew', async () => {
  await settle();
  FakeSocket.newest.greet(1, 9);
  FakeSocket.newest.drop(1001);
  await settle(250);
  FakeSocket.newest.say({ type: 'history', messages: [], first_seq: 0, last_seq: 2, more: false });
  expect(FakeSocket.newest.sent).toEqual(['{"action":"history","since":0}']);
  FakeSocket.newest.greet(1, 2);
  expect(seen).toEqual([1, 2]);
});

it('leaves out what it cannot read', async () => {
  await settle();
  FakeSocket.newest.onmessage?.({ data: 'not json' });
  FakeSocket.newest.onmessage?.({ data: '[]' });
  FakeSocket.newest.say({ type: 'future', anything: true });
  FakeSocket.newest.greet(1, 1);
  expect(seen).toEqual([1]);
});
