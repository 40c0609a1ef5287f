import { Plus, Search } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { type Filter, filters, type ListQuery, type Sort, useSessions } from '@/api/admin/sessions.ts';
import { Button } from '@/ui/Button.tsx';
import { inputLook } from '@/ui/Field.tsx';
import { Segments } from '@/ui/Segments.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { PageHead } from '../Page.tsx';
import { BulkBar } from './BulkBar.tsx';
import { NewSessionDialog } from './NewSessionDialog.tsx';
import { SessionList } from './SessionList.tsx';
import { useSelection } from './useSelection.ts';

const filterNames: Record<Filter, string> = { all: 'All', active: 'Active', completed: 'Completed', deleted: 'Deleted' };
const sortNames: Record<Sort, string> = { created: 'Newest', updated: 'Recent' };

/** Every session of the platform. */
export function SessionsPage() {
  const [filter, setFilter] = useState<Filter>('all');
  const [sort, setSort] = useState<Sort>('updated');
  const [typed, setTyped] = useState('');
  const [creating, setCreating] = useState(false);
  const q = useSettled(typed.trim());
  const list = useSessions({ filter, sort, q });
  const selection = useSelection();
  const rows = list.data?.rows ?? [];
  const total = list.data?.total ?? null;

  const choose = (change: () => void) => {
    selection.clear();
    change();
  };

  return (
    <div className="mx-auto flex min-h-0 w-full max-w-7xl flex-1 flex-col gap-4 p-4 sm:p-6">
      <PageHead
        title="Sessions"
        aside={<Button look="primary" onClick={() => setCreating(true)}><Plus className="size-4" aria-hidden="true" />New session</Button>}
      >
        {total !== null && q === '' ? `${total.toLocaleString()} in this list` : q && 'Whatever begins with what you typed'}
      </PageHead>
      <div className="flex flex-wrap items-center gap-3">
        <div className="relative min-w-44 flex-1">
          <Search className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-muted" aria-hidden="true" />
          <input
            type="search"
            aria-label="Search by name, e-mail or id"
            placeholder="Name, e-mail or id"
            className={`${inputLook} tap border-edge pl-10`}
            value={typed}
            onChange={(event) => choose(() => setTyped(event.target.value))}
          />
        </div>
        <label className="flex items-center gap-2 text-sm text-soft">
          <span className="sr-only">Order</span>
          <select
            className={`${inputLook} tap w-auto border-edge py-1.5`}
            value={sort}
            onChange={(event) => choose(() => setSort(event.target.value === 'created' ? 'created' : 'updated'))}
          >
            {Object.entries(sortNames).map(([id, name]) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
        <Segments
          label="Show"
          value={filter}
          options={filters.map((id) => ({ id, name: filterNames[id] }))}
          onChange={(id) => choose(() => setFilter(id))}
        />
      </div>
      <section aria-label="Sessions" className="panel flex min-h-0 flex-1 flex-col overflow-hidden rounded-2xl">
        {list.isError && rows.length === 0 ? (
          <ErrorState error={list.error} busy={list.isFetching} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <div className="grid gap-3 p-4" role="status">
            <span className="sr-only">Loading …</span>
            {Array.from({ length: 7 }, (_, row) => <Skeleton key={row} className="h-14" />)}
          </div>
        ) : rows.length === 0 ? (
          <Nothing list={{ filter, sort, q }} />
        ) : (
          <SessionList
            rows={rows}
            selection={selection}
            busy={list.isPlaceholderData || q !== typed.trim()}
            more={list.hasNextPage}
            onEnd={() => !list.isFetchingNextPage && void list.fetchNextPage()}
          />
        )}
        {list.isError && rows.length > 0 && (
          <p role="status" className="border-t border-border bg-warning-tint px-4 py-2 text-sm text-warning-ink">
            The list cannot be read just now; you see it as it last was. It is tried again by itself.
          </p>
        )}
      </section>
      {selection.chosen.size > 0 && <BulkBar selection={selection} />}
      {creating && <NewSessionDialog onClose={() => setCreating(false)} />}
    </div>
  );
}

function Nothing({ list }: { list: ListQuery }) {
  if (list.q) return <EmptyState icon={<Search />} title="Nothing begins with that">Search looks at the beginning of a name, an e-mail address or an id.</EmptyState>;
  if (list.filter !== 'all') return <EmptyState title={`No ${filterNames[list.filter].toLowerCase()} sessions`} />;
  return <EmptyState title="No sessions yet">They come from approved requests, from parent sites, or from you.</EmptyState>;
}

/** The text once typing pauses, so that not every letter asks the server. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 200);
    return () => clearTimeout(timer);
  }, [text]);
  return useDeferredValue(settled);
}
