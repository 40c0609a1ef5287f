import { useCallback, useState } from 'react';
import { storage } from '../../ui/storage.ts';

export const narrowest = 280;
export const widest = 600;

const key = 'activityPanelWidth';
const usual = 400;

function clampWidth(width: number): number {
  return Number.isFinite(width) ? Math.min(widest, Math.max(narrowest, Math.round(width))) : usual;
}

/** The width of the panel, remembered by this browser. */
export function usePanelWidth(): [number, (width: number) => void] {
  const [width, setWidth] = useState(() => {
    const stored = storage.get(key);
    // On a tablet the chat needs the room; wider is one drag away.
    return stored ? clampWidth(Number(stored)) : innerWidth < 1024 ? narrowest : usual;
  });
  const set = useCallback((wanted: number) => {
    const next = clampWidth(wanted);
    setWidth(next);
    storage.set(key, String(next));
  }, []);
  return [width, set];
}
