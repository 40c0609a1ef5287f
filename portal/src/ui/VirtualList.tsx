import { memo, type ReactNode, type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { offsetsOf, windowOf } from './virtualWindow.ts';

interface Props<T> {
  items: readonly T[];
  keyOf: (item: T, index: number) => string | number;
  /** The height of an item that was never in sight. */
  estimate: (item: T) => number;
  render: (item: T, index: number) => ReactNode;
  label: string;
  /** Stays at the end while items are added there. */
  follow: boolean;
  /** Somebody scrolled away from the end, or back to it. */
  onFollow: (follow: boolean) => void;
  /** The beginning is near. */
  onStart?: () => void;
  /** The end is near. */
  onEnd?: () => void;
  before?: ReactNode;
  className?: string;
  rowClassName?: string;
  scroller?: RefObject<HTMLDivElement | null>;
}

const endZone = 48;
const startZone = 600;
// Rendering is for every so many pixels that are scrolled, not for every frame; what is spare covers them.
const stride = 150;

/**
 * A list of which only what is in sight exists. Heights are measured, not told; whatever changes above what is in sight (a
 * line that grew, older lines that came in) leaves it where it is.
 */
export function VirtualList<T>(props: Props<T>) {
  const { items, keyOf, estimate, follow, onFollow, onStart, onEnd } = props;
  const own = useRef<HTMLDivElement>(null);
  const scroller = props.scroller ?? own;
  const heights = useRef(new Map<string, number>());
  const anchor = useRef<{ key: string | number; offset: number } | null>(null);
  const following = useRef(follow);
  const lastTop = useRef(0);
  const [measured, setMeasured] = useState(0);
  const [view, setView] = useState({ top: 0, height: 0 });
  following.current = follow;

  const keys = useMemo(() => items.map(keyOf), [items, keyOf]);
  const offsets = useMemo(
    () => offsetsOf(items.map((item, index) => heights.current.get(String(keys[index])) ?? estimate(item))),
    // `measured` stands for what is in the map.
    [items, keys, estimate, measured],
  );
  const total = offsets.at(-1) ?? 0;
  const range = windowOf(offsets, follow ? Math.max(0, total - view.height) : view.top, view.height);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const [top, height] = [Math.floor(element.scrollTop / stride) * stride, element.clientHeight];
    setView((held) => (held.top === top && held.height === height ? held : { top, height }));
  }, [scroller]);

  const fresh = useRef(false);
  const [rows] = useState((): Rows => {
    const note = (row: HTMLElement) => {
      const key = row.dataset['key'];
      const height = row.offsetHeight;
      if (key === undefined || height === 0 || heights.current.get(key) === height) return;
      heights.current.set(key, height);
      fresh.current = true;
    };
    const observer = new ResizeObserver((changes) => {
      changes.forEach(({ target }) => note(target as HTMLElement));
      if (!fresh.current) return;
      fresh.current = false;
      setMeasured((count) => count + 1);
    });
    return {
      enter(row) {
        note(row);
        observer.observe(row);
        return () => observer.unobserve(row);
      },
    };
  });

  // Before the browser paints: rows that are new stand by their own heights from the first, and not by estimates.
  useLayoutEffect(() => {
    if (!fresh.current) return;
    fresh.current = false;
    setMeasured((count) => count + 1);
  });

  // Before the browser paints: the end, or whatever was on top, stays in its place.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (following.current) {
      toEnd(element, lastTop);
    } else if (anchor.current) {
      const index = keys.indexOf(anchor.current.key);
      const wanted = index < 0 ? element.scrollTop : offsets[index]! + anchor.current.offset;
      if (Math.abs(wanted - element.scrollTop) > 1) element.scrollTop = wanted;
    }
    look();
  }, [offsets, keys, scroller, look, follow]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const resized = new ResizeObserver(() => {
      if (following.current) toEnd(element, lastTop);
      look();
    });
    resized.observe(element);
    // What is in it, too: whoever follows sees its end, whenever and however it came to be longer.
    resized.observe(element.querySelector('ol')!);
    return () => resized.disconnect();
  }, [scroller, look]);

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, clientHeight, scrollHeight } = element;
    const { first } = windowOf(offsets, scrollTop, 1, 0);
    anchor.current = keys[first] === undefined ? null : { key: keys[first], offset: scrollTop - offsets[first]! };
    const atEnd = scrollHeight - scrollTop - clientHeight < endZone;
    // What grows under somebody at the end does not take them away from it; only scrolling up does.
    if (atEnd ? !following.current : following.current && scrollTop < lastTop.current - 1) onFollow(atEnd);
    lastTop.current = scrollTop;
    if (scrollTop < startZone) onStart?.();
    if (scrollHeight - scrollTop - clientHeight < startZone) onEnd?.();
    look();
  };

  // Without being told, a browser paints all that is in sight again for each step of what has no ground of its own.
  return (
    <div
      ref={scroller}
      role="group"
      aria-label={props.label}
      tabIndex={0}
      onScroll={onScroll}
      className={`min-h-0 flex-1 overflow-y-auto overscroll-contain -outline-offset-2 will-change-scroll [overflow-anchor:none] ${props.className ?? ''}`}
    >
      {props.before}
      <ol className={`relative mx-auto ${props.rowClassName ?? ''}`} style={{ height: total }}>
        {items.slice(range.first, range.last).map((item, at) => {
          const index = range.first + at;
          return (
            <Row
              key={keys[index]}
              id={keys[index]!}
              rows={rows}
              top={offsets[index]!}
              at={index}
              of={items.length}
              item={item}
              render={props.render}
            />
          );
        })}
      </ol>
    </div>
  );
}

function toEnd(element: HTMLElement, lastTop: { current: number }): void {
  element.scrollTop = element.scrollHeight;
  lastTop.current = element.scrollTop;
}

interface Rows {
  /** Measures a row, and watches its height until it is gone. */
  enter: (row: HTMLElement) => () => void;
}

interface RowProps<T> {
  id: string | number;
  rows: Rows;
  top: number;
  at: number;
  of: number;
  item: T;
  render: (item: T, index: number) => ReactNode;
}

// Rows that stay in sight are left alone while others come and go.
const Row = memo(RowView) as typeof RowView;

function RowView<T>({ id, rows, top, at, of, item, render }: RowProps<T>) {
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => rows.enter(row.current!), [rows]);
  return (
    <li
      ref={row}
      data-key={id}
      aria-setsize={of}
      aria-posinset={at + 1}
      className="absolute inset-x-0 top-0"
      style={{ transform: `translateY(${top}px)` }}
    >
      {render(item, at)}
    </li>
  );
}
