import { useSyncExternalStore } from 'react';
import { ago, full } from './time.ts';

// One clock for all of them: a tick a half minute.
let now = Date.now();
const views = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(view: () => void): () => void {
  views.add(view);
  timer ??= setInterval(() => {
    now = Date.now();
    views.forEach((told) => told());
  }, 30_000);
  return () => {
    views.delete(view);
    if (views.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

export function TimeAgo({ at }: { at: string }) {
  const time = useSyncExternalStore(subscribe, () => now);
  return <time dateTime={at} title={full(at)}>{ago(at, Math.max(time, Date.now() - 30_000))}</time>;
}
