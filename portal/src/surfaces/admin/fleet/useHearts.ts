import { useEffect, useState } from 'react';
import type { Fleet } from '@/api/admin/types.ts';
import { look, type Sightings } from './hearts.ts';

/** What this page has seen of the workers' hearts, and the time, which ticks once a second. */
export function useHearts(fleet: Fleet | undefined, seenAt: number): { seen: Sightings; now: number } {
  const [seen, setSeen] = useState<Sightings>(new Map());
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    if (fleet) setSeen((before) => look(before, fleet.workers, seenAt));
  }, [fleet, seenAt]);

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);

  return { seen, now: Math.max(now, seenAt) };
}
