import { type RefObject, useEffect, useRef } from 'react';

/** Whether the component is still there, for what ends after it may be gone. */
export function useIsShown(): RefObject<boolean> {
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return shown;
}
