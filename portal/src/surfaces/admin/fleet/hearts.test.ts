import { expect, it } from 'vitest';
import type { FleetWorker } from '@/api/admin/types.ts';
import { healthOf, heartbeat, look, silence, sum, type Sightings } from './hearts.ts';

const none: Sightings = new Map();

function worker(id: string, beat: number, more: Partial<FleetWorker> = {}): FleetWorker {
  return {
    worker_id: id, heartbeat: beat, capacity: 4, draining: false, started_at: '2026-02-04T07:25:31Z',
    sessions: 0, with_work: 0, at_work: 0, held: [], version: null, memory_mb: null, processors: null, ...more,
  };
}

it('counts silence from when a heart was first seen at its count', () => {
  let seen = look(none, [worker('a', 7)], 1_000);
  seen = look(seen, [worker('a', 7)], 6_000);
  expect(silence(seen, worker('a', 7), 11_000)).toBe(10_000);
  seen = look(seen, [worker('a', 8)], 11_000);
  expect(silence(seen, worker('a', 8), 12_000)).toBe(1_000);
});

it('says that a worker is lost once its heart stood still for 18 seconds, and takes it back when it beats', () => {
  let seen = look(none, [worker('a', 7)], 0);
  expect(healthOf(seen, worker('a', 7), 17_999)).toBe('idle');
  expect(healthOf(seen, worker('a', 7), 18_000)).toBe('lost');
  seen = look(seen, [worker('a', 8)], 21_000);
  expect(healthOf(seen, worker('a', 8), 21_000)).toBe('idle');
});

it('tells a worker at work from one that leaves, and a lost one from both', () => {
  const seen = look(none, [worker('a', 1), worker('b', 1)], 0);
  expect(healthOf(seen, worker('a', 1, { at_work: 1 }), 0)).toBe('working');
  expect(healthOf(seen, worker('b', 1, { at_work: 1, draining: true }), 0)).toBe('leaving');
  expect(healthOf(seen, worker('b', 1, { at_work: 1, draining: true }), 30_000)).toBe('lost');
});

it('says nothing of a heartbeat that it has not seen move', () => {
  let seen = look(none, [worker('a', 7)], 0);
  expect(heartbeat(seen, worker('a', 7), 4_000)).toBe('Listening for its heart');
  expect(heartbeat(seen, worker('a', 7), 25_000)).toBe('No heartbeat for 25 s');
  seen = look(seen, [worker('a', 8)], 26_000);
  expect(heartbeat(seen, worker('a', 8), 26_400)).toBe('Heartbeat just now');
  expect(heartbeat(seen, worker('a', 8), 29_000)).toBe('Heartbeat 3 s ago');
});

it('forgets workers that are gone', () => {
  const seen = look(look(none, [worker('a', 1), worker('b', 1)], 0), [worker('b', 1)], 5_000);
  expect([...seen.keys()]).toEqual(['b']);
});

it('counts the places of workers that are there and take work', () => {
  const workers = [
    worker('a', 1, { at_work: 3 }), worker('b', 1, { draining: true, at_work: 1 }), worker('c', 1, { capacity: 2 }),
  ];
  let seen = look(none, workers, 0);
  seen = look(seen, [worker('a', 5, { at_work: 3 }), worker('b', 5, { draining: true }), worker('c', 1)], 20_000);
  expect(sum(workers, look(none, workers, 0), 0)).toEqual({ alive: 2, places: 6, used: 4, lost: 0 });
  const later = [worker('a', 5, { at_work: 3 }), worker('b', 5, { draining: true }), worker('c', 1, { capacity: 2 })];
  expect(sum(later, seen, 21_000)).toEqual({ alive: 1, places: 4, used: 3, lost: 1 });
});
