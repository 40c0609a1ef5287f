import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { SessionRow } from '@/api/admin/types.ts';
import { useActions } from './useActions.tsx';
import { ListRow } from './ListRow.tsx';
import type { Selection } from './useSelection.ts';

interface Props {
  rows: readonly SessionRow[];
  selection: Selection;
  more: boolean;
  /** The end is near: more is to be read. */
  onEnd: () => void;
}

/** Only the rows that are seen are there, however many were read. */
export function SessionList({ rows, selection, more, onEnd }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { menuFor, dialogs } = useActions();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 68,
    getItemKey: (index) => rows[index]?.guid ?? index,
    overscan: 8,
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (more && last >= rows.length - 20) onEnd();
  });

  const guids = rows.map((row) => row.guid);
  const all = guids.length > 0 && guids.every((guid) => selection.chosen.has(guid));
  return (
    <>
      <label className="flex items-center gap-3 border-b border-border px-4 py-2 text-xs text-muted">
        <input
          type="checkbox"
          className="size-4 accent-primary"
          checked={all}
          onChange={() => selection.toggleAll(guids)}
          aria-label={all ? 'Choose none' : 'Choose all that are listed'}
        />
        {selection.chosen.size > 0 ? `${selection.chosen.size} chosen` : 'Choose all'}
      </label>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto" tabIndex={-1}>
        <ul className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <li
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  aria-setsize={more ? -1 : rows.length}
                  aria-posinset={item.index + 1}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <ListRow
                    row={row}
                    chosen={selection.chosen.has(row.guid)}
                    onToggle={() => selection.toggle(row.guid)}
                    menu={menuFor(row)}
                  />
                </li>
              )
            );
          })}
        </ul>
      </div>
      {dialogs}
    </>
  );
}
