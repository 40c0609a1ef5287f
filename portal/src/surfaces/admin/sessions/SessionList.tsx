import type { SessionRow } from '@/api/admin/types.ts';
import { VirtualList } from '@/ui/VirtualList.tsx';
import { ListRow } from './ListRow.tsx';
import { useActions } from './useActions.tsx';
import type { Selection } from './useSelection.ts';

interface Props {
  rows: readonly SessionRow[];
  selection: Selection;
  /** The rows are those of an earlier question: none of them is to be chosen. */
  busy: boolean;
  /** More can be read. */
  more: boolean;
  /** The end is near: more is to be read. */
  onEnd: () => void;
}

const keyOf = (row: SessionRow) => row.guid;
const estimate = () => 66;
const stay = () => undefined;

/** Only the rows that are seen are there, however many were read. */
export function SessionList({ rows, selection, busy, more, onEnd }: Props) {
  const { menuFor, dialogs } = useActions();
  const guids = rows.map(keyOf);
  const all = guids.length > 0 && guids.every((guid) => selection.chosen.has(guid));
  return (
    <>
      <label className="flex items-center gap-3 border-b border-border px-4 py-2 text-xs text-muted">
        <input
          type="checkbox"
          className="size-4 accent-primary"
          checked={all}
          disabled={busy}
          onChange={() => selection.toggleAll(guids)}
          aria-label={all ? 'Choose none' : 'Choose all that are listed'}
        />
        {selection.chosen.size > 0 ? `${selection.chosen.size} chosen` : 'Choose all'}
      </label>
      <VirtualList
        label="List of sessions"
        items={rows}
        keyOf={keyOf}
        estimate={estimate}
        follow={false}
        onFollow={stay}
        onEnd={more ? onEnd : undefined}
        render={(row) => (
          <ListRow
            row={row}
            busy={busy}
            chosen={selection.chosen.has(row.guid)}
            onToggle={() => selection.toggle(row.guid)}
            menu={menuFor(row)}
          />
        )}
      />
      {dialogs}
    </>
  );
}
