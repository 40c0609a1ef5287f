import { useUsage } from '@/api/admin/records.ts';
import { ErrorState, Skeleton } from '@/ui/states.tsx';
import { money } from '../numbers.ts';
import { daysBetween, roundUp } from './days.ts';

const [width, height] = [600, 160];

/** What was spent on each day: a column for each, and the same as a table. */
export function DayChart({ from, to }: { from: string; to: string }) {
  const usage = useUsage('day', from, to);
  if (usage.isPending) return <Skeleton className="h-52" />;
  if (usage.isError && !usage.data) {
    return <ErrorState error={usage.error} busy={usage.isFetching} onRetry={() => void usage.refetch()} />;
  }
  const spent = new Map((usage.data ?? []).map((row) => [row.day ?? '', row.usage.cost_usd]));
  const days = daysBetween(from, to).map((day) => ({ day, usd: spent.get(day) ?? 0 }));
  const top = roundUp(Math.max(...days.map(({ usd }) => usd)));
  const total = days.reduce((sum, { usd }) => sum + usd, 0);
  const step = width / days.length;
  return (
    <figure className="panel rounded-2xl p-4">
      <figcaption className="flex flex-wrap justify-between gap-2 text-sm">
        <span className="font-medium">Spent per day</span>
        <span className="text-soft">{money(total)} in all</span>
      </figcaption>
      <div className="mt-3 flex gap-2">
        <div className="flex flex-col justify-between text-right text-xs text-muted tabular-nums" aria-hidden="true">
          <span>{money(top)}</span><span>{money(0)}</span>
        </div>
        <svg
          viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" className="h-40 min-w-0 flex-1 border-b border-edge"
          role="img" aria-label={`Spent per day from ${from} to ${to}: ${money(total)} in all, at most ${money(Math.max(...days.map(({ usd }) => usd)))} a day`}
        >
          {days.map(({ day, usd }, index) => (
            <rect
              key={day} x={index * step + step * 0.12} width={step * 0.76}
              y={height - (usd / top) * height} height={(usd / top) * height} fill="var(--primary-ink)"
            >
              <title>{`${day}: ${money(usd)}`}</title>
            </rect>
          ))}
        </svg>
      </div>
      <div className="mt-1 flex justify-between text-xs text-muted tabular-nums" aria-hidden="true">
        <span>{from}</span><span>{to}</span>
      </div>
      <details className="mt-3 text-sm">
        <summary className="tap flex items-center text-soft">As a table</summary>
        <div className="max-h-72 overflow-auto" tabIndex={0} role="region" aria-label="Spent per day">
          <table className="w-full">
            <thead className="text-left text-xs text-muted">
              <tr><th scope="col" className="py-1 font-medium">Day</th><th scope="col" className="py-1 text-right font-medium">Cost</th></tr>
            </thead>
            <tbody>
              {days.toReversed().map(({ day, usd }) => (
                <tr key={day} className="border-t border-border">
                  <th scope="row" className="py-1 text-left font-normal tabular-nums">{day}</th>
                  <td className="py-1 text-right tabular-nums">{money(usd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
