import { useEffect, useState } from "react";

/** State that survives a reload. What is stored may be old or broken, so it counts only when `isValid` says so. */
export function useStored<T>(key: string, initial: T, isValid: (value: unknown) => value is T) {
  const [value, setValue] = useState<T>(() => read(key, isValid) ?? initial);

  useEffect(() => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Storage is full or switched off: the page still works until it is closed.
    }
  }, [key, value]);

  return [value, setValue] as const;
}

function read<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isValid(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}
