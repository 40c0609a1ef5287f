import { BarChart3 } from 'lucide-react';
import { useState } from 'react';
import { type Group, useUsage } from '@/api/admin/records.ts';
import type { UsageRow } from '@/api/admin/types.ts';
import { Button } from '@/ui/Button.tsx';
import { Segments } from '@/ui/Segments.tsx';
import { Link } from '@/ui/router.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { count, money } from '../numbers.ts';
import { linkToSession } from '../route.ts';

const groups: { id: Group; name: string }[] = [
  { id: 'session', name: 'Session' }, { id: 'client', name: 'Client' }, { id: 'model', name: 'Model' }, { id: 'day', name: 'Day' },
];

/** Who used what: a table whose cost has a bar beside it. */
export function UsageTable({ from, to }: { from: string; to: string }) {
  const [group, setGroup] = useState<Group>('session');
  const usage = useUsage(group, from, to);
  const rows = usage.data ?? [];
  const most = Math.max(...rows.map((row) => row.usage.cost_usd), 0.000001);
  return (
    <>
      <div className="flex flex-wrap gap-3"><Segments label="By" value={group} options={groups} onChange={setGroup} /></div>
      {usage.isPending && <Skeleton className="h-72" />}
      {usage.isError && rows.length === 0 && <ErrorState error={usage.error} busy={usage.isFetching} onRetry={() => void usage.refetch()} />}
      {usage.isSuccess && rows.length === 0 && (
        <EmptyState icon={<BarChart3 />} title="No usage in this time">It is counted as soon as an agent asks a model.</EmptyState>
      )}
      {rows.length > 0 && (
        <div className="panel overflow-x-auto rounded-2xl" tabIndex={0} role="region" aria-label="Usage">
          <table className="w-full text-sm">
            <thead className="text-left text-xs text-muted">
              <tr className="border-b border-border [&>th]:px-4 [&>th]:py-2.5 [&>th]:font-medium">
                <th scope="col">{groups.find(({ id }) => id === group)?.name}</th>
                <th scope="col" className="min-w-32 text-right">Cost</th>
                <th scope="col" className="text-right">Read</th>
                <th scope="col" className="text-right">Written</th>
                <th scope="col" className="text-right">Cached</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={nameOf(row) + index} className="border-b border-border last:border-0 [&>*]:px-4 [&>*]:py-2.5">
                  <th scope="row" className="text-left font-normal">
                    {row.guid
                      ? <Link className="text-primary-ink underline" to={linkToSession(row.guid)}>{row.guid_short}</Link>
                      : nameOf(row)}
                  </th>
                  <td className="text-right font-medium tabular-nums">
                    {money(row.usage.cost_usd)}
                    <span className="mt-1 block h-1.5 rounded-full bg-hover" aria-hidden="true">
                      <span
                        className="block h-full rounded-full bg-primary-ink"
                        style={{ width: `${(row.usage.cost_usd / most) * 100}%` }}
                      />
                    </span>
                  </td>
                  <td className="text-right tabular-nums">{count(row.usage.input_tokens)}</td>
                  <td className="text-right tabular-nums">{count(row.usage.output_tokens)}</td>
                  <td className="text-right tabular-nums">{count(row.usage.cache_read_tokens + row.usage.cache_write_tokens)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {usage.hasNextPage && <Button className="self-center" busy={usage.isFetchingNextPage} onClick={() => void usage.fetchNextPage()}>Show more</Button>}
    </>
  );
}

function nameOf(row: UsageRow): string {
  return row.day ?? row.guid_short ?? (row.client || row.model || 'not kept');
}
