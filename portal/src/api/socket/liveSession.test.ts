import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LiveSession } from './liveSession.ts';

class FakeSocket {
  static newest: FakeSocket;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose = null;

  constructor() {
    FakeSocket.newest = this;
  }
  close() {}
  send() {}
  say(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function entry(seq: number) {
  return { seq, type: 'status', guid: 'g', message: `m${seq}`, data: '', timestamp: '', turn_id: null };
}

function greeting(...messages: object[]) {
  return { type: 'history', messages, first_seq: 1, last_seq: messages.length, more: false, state: { turn_state: null } };
}

async function opened() {
  live.start();
  await new Promise((done) => setTimeout(done));
}

let paint: () => void;
let frames: number;
let live: LiveSession;
let view: ReturnType<typeof vi.fn<() => void>>;

beforeEach(async () => {
  frames = 0;
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('requestAnimationFrame', (then: () => void) => {
    paint = then;
    return ++frames;
  });
  vi.stubGlobal('cancelAnimationFrame', () => (paint = () => {}));
  view = vi.fn();
  live = new LiveSession({ kind: 'client', id: 'g' });
  await opened();
  FakeSocket.newest.say(greeting(entry(1)));
  live.subscribe(view);
});

afterEach(() => {
  live.stop();
  vi.unstubAllGlobals();
});

it('tells views once a frame, however many entries came, and those who read all at once', () => {
  const before = live.read().entries;
  for (let seq = 2; seq <= 100; seq++) FakeSocket.newest.say(entry(seq));
  expect(view).not.toHaveBeenCalled();
  paint();
  expect(view).toHaveBeenCalledOnce();
  expect(live.read().entries).toHaveLength(100);
  expect(before).toHaveLength(1);
  expect(live.read()).toBe(live.read());
  FakeSocket.newest.say(entry(101));
  expect(live.read().entries).toHaveLength(101);
});

it('copies what grows once for many entries', () => {
  FakeSocket.newest.say(entry(2));
  const { entries } = live.read();
  const copied = vi.spyOn(entries as unknown as unknown[], Symbol.iterator as never);
  for (let seq = 3; seq <= 400; seq++) FakeSocket.newest.say(entry(seq));
  paint();
  live.read();
  expect(copied).toHaveBeenCalledOnce();
});

it('tells at once of a state, with the entries before it', () => {
  FakeSocket.newest.say(entry(2));
  FakeSocket.newest.say(greeting(entry(1), entry(2), entry(3)));
  expect(view).toHaveBeenCalledOnce();
  expect(live.read().entries).toHaveLength(3);
});

it('forgets entries that wait to be told when the session began anew', async () => {
  FakeSocket.newest.say(entry(2));
  live.stop();
  await opened();
  FakeSocket.newest.say({ type: 'history', messages: [], first_seq: 0, last_seq: 0, more: false });
  expect(live.read().entries).toEqual([]);
});
