import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { Announcer } from './Announcer.tsx';
import { LineView } from './LineView.tsx';
import type { Line } from './lines.ts';
import type { useOutbox } from './outbox.ts';

const near = 80;

interface Props {
  lines: Line[];
  hasOlder: boolean;
  isLoadingOlder: boolean;
  onOlder: () => void;
  outbox: ReturnType<typeof useOutbox>;
  onAnswer: (answer: string) => Promise<unknown>;
}

/** The lines, of which only those in sight exist. It stays at its end while somebody is there, and where it is else. */
export function MessageList({ lines, hasOlder, isLoadingOlder, onOlder, outbox, onAnswer }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [away, setAway] = useState(false);
  const first = useRef<string | undefined>(undefined);

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'day' ? 44 : 120),
    getItemKey: (index) => lines[index]!.key,
    overscan: 6,
    useFlushSync: false,
  });

  const toEnd = () => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  };

  // Older lines came in above: what was in sight stays in sight.
  useLayoutEffect(() => {
    const key = lines.find((line) => line.kind !== 'day')?.key;
    const before = first.current;
    first.current = key;
    if (before === undefined || before === key || atEnd.current) return;
    const index = lines.findIndex((line) => line.key === before);
    if (index > 0) virtual.scrollToIndex(index, { align: 'start' });
  }, [lines, virtual]);

  const size = virtual.getTotalSize();
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
  }, [size, lines]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // The keyboard of a phone, a line more in the composer: the end stays in sight.
    const observer = new ResizeObserver(() => atEnd.current && toEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < near;
    setAway(!atEnd.current);
    if (element.scrollTop < 400 && hasOlder && !isLoadingOlder) onOlder();
  };

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="group"
        aria-label="Messages"
        tabIndex={0}
        onScroll={onScroll}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain -outline-offset-2"
      >
        {isLoadingOlder && <div className="flex justify-center py-3 text-muted"><Spinner /></div>}
        <ol className="relative mx-auto w-full max-w-3xl" style={{ height: size }}>
          {virtual.getVirtualItems().map((item) => (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={lines.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0 px-3 sm:px-4"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LineView line={lines[item.index]!} outbox={outbox} onAnswer={onAnswer} />
            </li>
          ))}
        </ol>
      </div>
      {away && (
        <IconButton
          label="Go to the newest message"
          look="secondary"
          className="absolute right-4 bottom-3 rounded-full shadow-lg"
          onClick={() => {
            atEnd.current = true;
            toEnd();
          }}
        >
          <ArrowDown />
        </IconButton>
      )}
      <Announcer lines={lines} />
    </div>
  );
}
