import { useState } from 'react';
import { type Scope, useBudgets } from '@/api/admin/budgets.ts';
import type { BudgetRow } from '@/api/admin/types.ts';
import { Button } from '@/ui/Button.tsx';
import { cx } from '@/ui/cx.ts';
import { Link } from '@/ui/router.tsx';
import { Segments } from '@/ui/Segments.tsx';
import { ErrorState, Skeleton } from '@/ui/states.tsx';
import { money } from '../numbers.ts';
import { linkToSession } from '../route.ts';
import { BudgetDialog, type Wish } from './BudgetDialog.tsx';

const options: { id: Scope; name: string }[] = [
  { id: 'platform', name: 'Platform' }, { id: 'client', name: 'Clients' }, { id: 'session', name: 'Sessions' },
];

const usual: Partial<Record<Scope, string>> = {
  client: 'Each client, a month', session: 'Each session, in all', turn: 'Each message',
};

/** What may be spent, what is spent of it, and a form to change that. */
export function Budgets() {
  const [scope, setScope] = useState<Scope>('platform');
  const [session, setSession] = useState<string>();
  const [wish, setWish] = useState<Wish | null>(null);
  const shown: Scope = session && scope === 'session' ? 'turn' : scope;
  const budgets = useBudgets(shown, shown === 'turn' ? session : undefined);
  const usuals = budgets.data && usual[shown];
  return (
    <section className="flex flex-col gap-4" aria-labelledby="budgets">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="budgets" className="grow basis-full text-lg font-semibold sm:basis-0">Budgets</h2>
        <Segments label="Budgets of" value={scope} options={options} onChange={(next) => { setScope(next); setSession(undefined); }} />
      </div>
      {shown === 'turn' && (
        <p className="text-sm text-soft">
          Messages of session {session?.slice(0, 12)}. <Button small onClick={() => setSession(undefined)}>All sessions</Button>
        </p>
      )}
      {budgets.isPending && <Skeleton className="h-24" />}
      {budgets.isError && !budgets.data && <ErrorState error={budgets.error} busy={budgets.isFetching} onRetry={() => void budgets.refetch()} />}
      {budgets.data && (
        <ul className="panel divide-y divide-border rounded-2xl" aria-label="Budgets">
          {usuals && (
            <li className="flex flex-wrap items-center gap-3 px-4 py-3">
              <span className="min-w-0 flex-1 font-medium">{usuals}</span>
              <span className="text-sm tabular-nums">{money(budgets.data.usual_usd ?? 0)}</span>
              <Button
                small
                aria-label={`Change: ${usuals}`}
                onClick={() => setWish({
                  name: usuals,
                  key: { scope: shown, guid: null, turn_id: null, client: null },
                  limit: budgets.data.usual_usd ?? 0,
                  own: false,
                })}
              >
                Change
              </Button>
            </li>
          )}
          {budgets.data.rows.map((row) => (
            <Budget
              key={row.turn_id ?? row.guid ?? row.client ?? 'platform'}
              row={row}
              scope={shown}
              onChange={setWish}
              onTurns={shown === 'session' ? () => setSession(row.guid ?? undefined) : undefined}
            />
          ))}
          {budgets.data.rows.length === 0 && <li className="px-4 py-3 text-sm text-soft">Nothing was spent yet.</li>}
        </ul>
      )}
      {budgets.hasNextPage && (
        <Button className="self-center" busy={budgets.isFetchingNextPage} onClick={() => void budgets.fetchNextPage()}>More budgets</Button>
      )}
      {wish && <BudgetDialog wish={wish} onClose={() => setWish(null)} />}
    </section>
  );
}

interface Props {
  row: BudgetRow;
  scope: Scope;
  onChange: (wish: Wish) => void;
  onTurns?: (() => void) | undefined;
}

const levels: Record<string, string> = { near: 'nearly spent', reached: 'spent' };

function Budget({ row, scope, onChange, onTurns }: Props) {
  const name = row.client ?? (row.turn_id ? `Message ${row.turn_id.slice(0, 8)}` : null) ?? row.guid_short ?? 'Everything, this month';
  const share = row.limit_usd > 0 ? Math.min(100, (row.spent_usd / row.limit_usd) * 100) : 100;
  const level = levels[row.level];
  const key = { scope, guid: row.guid ?? null, turn_id: row.turn_id ?? null, client: row.client ?? null };
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 font-medium">
          {row.guid && !row.turn_id ? <Link className="text-primary-ink underline" to={linkToSession(row.guid)}>{name}</Link> : name}
        </span>
        {level && (
          <span
            className={cx(
              'rounded-full px-2 py-0.5 text-xs font-semibold',
              row.level === 'reached' ? 'bg-danger-tint text-danger-ink' : 'bg-warning-tint text-warning-ink',
            )}
          >
            {level}
          </span>
        )}
        {onTurns && <Button small aria-label={`Messages of ${name}`} onClick={onTurns}>Messages</Button>}
        <Button
          small
          aria-label={`Change: ${name}`}
          onClick={() => onChange({ name, key, limit: row.limit_usd, own: row.own && scope !== 'platform' })}
        >
          Change
        </Button>
      </div>
      <div
        role="meter" aria-label={`Spent of ${name}`} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share)}
        aria-valuetext={`${money(row.spent_usd)} of ${money(row.limit_usd)}`} className="h-2 overflow-hidden rounded-full bg-hover"
      >
        <div
          className={cx('h-full rounded-full', row.level === 'reached' ? 'bg-danger-ink' : row.level === 'near' ? 'bg-warning-ink' : 'bg-primary-ink')}
          style={{ width: `${share}%` }}
        />
      </div>
      <p className="text-sm text-soft tabular-nums">
        {money(row.spent_usd)} of {money(row.limit_usd)}{row.own && scope !== 'platform' && ', its own'}
      </p>
    </li>
  );
}
