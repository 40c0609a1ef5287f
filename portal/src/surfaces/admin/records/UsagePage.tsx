import { useState } from 'react';
import { Segments } from '@/ui/Segments.tsx';
import { Page, PageHead } from '../Page.tsx';
import { Budgets } from './Budgets.tsx';
import { DayChart } from './DayChart.tsx';
import { UsageTable } from './UsageTable.tsx';

const spans = [{ id: '7', name: '7 days' }, { id: '30', name: '30 days' }, { id: '90', name: '90 days' }] as const;

/** What the model cost, who used it, and what may be spent. */
export default function UsagePage() {
  const [span, setSpan] = useState<(typeof spans)[number]['id']>('30');
  const [from, to] = [daysAgo(Number(span) - 1), daysAgo(0)];
  return (
    <Page>
      <PageHead title="Usage & budgets">What the model costs, and what may be spent on it.</PageHead>
      <Budgets />
      <section className="flex flex-col gap-4" aria-labelledby="spending">
        <div className="flex flex-wrap items-center gap-3">
          <h2 id="spending" className="grow basis-full text-lg font-semibold sm:basis-0">Spending</h2>
          <Segments label="Of the last" value={span} options={spans} onChange={setSpan} />
        </div>
        <DayChart from={from} to={to} />
        <UsageTable from={from} to={to} />
      </section>
    </Page>
  );
}

/** A day of UTC, as the API has them. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
