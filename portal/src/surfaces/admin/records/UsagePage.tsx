import { BarChart3 } from 'lucide-react';
import { useState } from 'react';
import { type Group, useUsage } from '@/api/admin/records.ts';
import type { UsageRow } from '@/api/admin/types.ts';
import { Button } from '@/ui/Button.tsx';
import { Segments } from '@/ui/Segments.tsx';
import { Link } from '@/ui/router.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { count, money } from '../numbers.ts';
import { Page, PageHead } from '../Page.tsx';
import { linkToSession } from '../route.ts';

const groups: { id: Group; name: string }[] = [
  { id: 'session', name: 'Session' }, { id: 'client', name: 'Client' }, { id: 'day', name: 'Day' },
];
const spans = [{ id: '7', name: '7 days' }, { id: '30', name: '30 days' }, { id: '90', name: '90 days' }] as const;

/** What the model cost, and who used it. */
export default function UsagePage() {
  const [group, setGroup] = useState<Group>('session');
  const [span, setSpan] = useState<(typeof spans)[number]['id']>('30');
  const usage = useUsage(group, daysAgo(Number(span) - 1), daysAgo(0));
  const rows = usage.data ?? [];
  return (
    <Page>
      <PageHead title="Usage">Tokens of the model and what they cost.</PageHead>
      <div className="flex flex-wrap gap-3">
        <Segments label="By" value={group} options={groups} onChange={setGroup} />
        <Segments label="Of the last" value={span} options={spans} onChange={setSpan} />
      </div>
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
                <th scope="col" className="text-right">Read</th>
                <th scope="col" className="text-right">Written</th>
                <th scope="col" className="text-right">Cached</th>
                <th scope="col" className="text-right">Cost</th>
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
                  <td className="text-right tabular-nums">{count(row.usage.input_tokens)}</td>
                  <td className="text-right tabular-nums">{count(row.usage.output_tokens)}</td>
                  <td className="text-right tabular-nums">{count(row.usage.cache_read_tokens + row.usage.cache_write_tokens)}</td>
                  <td className="text-right font-medium tabular-nums">{money(row.usage.cost_usd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {usage.hasNextPage && <Button className="self-center" busy={usage.isFetchingNextPage} onClick={() => void usage.fetchNextPage()}>Show more</Button>}
    </Page>
  );
}

function nameOf(row: UsageRow): string {
  return row.client ?? row.day ?? row.guid_short ?? '';
}

/** A day of UTC, as the API has them. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
