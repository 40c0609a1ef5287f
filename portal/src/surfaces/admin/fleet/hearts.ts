import type { FleetWorker } from '@/api/admin/types.ts';

/** A worker whose heartbeat stands still for so long is lost: the fleet itself decides so (18 s). */
export const lostAfter = 18_000;

/** A heart, as this page sees it: clocks of different machines are never compared. */
interface Sighting {
  heartbeat: number;
  /** When it was first seen at this count. */
  since: number;
  /** Whether it was ever seen to move; until then its age is only a lower bound. */
  moved: boolean;
}

export type Sightings = ReadonlyMap<string, Sighting>;

export type Health = 'working' | 'idle' | 'leaving' | 'lost';

/** What is known after another look; workers that are gone are forgotten. */
export function look(before: Sightings, workers: readonly FleetWorker[], now: number): Sightings {
  return new Map(workers.map((worker) => {
    const last = before.get(worker.worker_id);
    const same = last?.heartbeat === worker.heartbeat;
    return [worker.worker_id, same ? last : { heartbeat: worker.heartbeat, since: now, moved: last !== undefined }];
  }));
}

/** Since when nothing was heard of a worker, in milliseconds. */
export function silence(seen: Sightings, worker: FleetWorker, now: number): number {
  return Math.max(0, now - (seen.get(worker.worker_id)?.since ?? now));
}

export function healthOf(seen: Sightings, worker: FleetWorker, now: number): Health {
  if (silence(seen, worker, now) >= lostAfter) return 'lost';
  if (worker.draining) return 'leaving';
  return worker.at_work > 0 ? 'working' : 'idle';
}

/** The last heartbeat, in words; before one was seen to move nothing can be said of it. */
export function heartbeat(seen: Sightings, worker: FleetWorker, now: number): string {
  const quiet = Math.round(silence(seen, worker, now) / 1000);
  const sighting = seen.get(worker.worker_id);
  if (!sighting?.moved) return quiet < lostAfter / 1000 ? 'Listening for its heart' : `No heartbeat for ${quiet} s`;
  return quiet < 1 ? 'Heartbeat just now' : `Heartbeat ${quiet} s ago`;
}

/** The whole fleet in a few numbers. Places of lost and leaving workers are none. */
export function sum(workers: readonly FleetWorker[], seen: Sightings, now: number) {
  const there = workers.filter((worker) => {
    const health = healthOf(seen, worker, now);
    return health === 'working' || health === 'idle';
  });
  return {
    alive: there.length,
    places: there.reduce((all, worker) => all + worker.capacity, 0),
    used: workers.reduce((all, worker) => all + worker.at_work, 0),
    lost: workers.filter((worker) => healthOf(seen, worker, now) === 'lost').length,
  };
}
