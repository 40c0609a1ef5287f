import { useEffect, useRef, useState } from 'react';
import type { Line } from './lines.ts';

/** Reads out what is answered. The list itself is no live region: its lines come and go with scrolling. */
export function Announcer({ lines }: { lines: readonly Line[] }) {
  const [said, setSaid] = useState('');
  const last = useRef<string | null>(null);
  const newest = lines.findLast((line) => line.kind === 'question' || (line.kind === 'message' && line.message.role === 'assistant'));

  useEffect(() => {
    const key = newest?.key ?? '';
    if (last.current !== null && last.current !== key) {
      setSaid(newest?.kind === 'message' ? newest.message.content : newest?.kind === 'question' ? newest.question.text : '');
    }
    last.current = key;
  }, [newest]);

  return <p className="sr-only" role="log" aria-live="polite">{said}</p>;
}
