import { ListOrdered } from 'lucide-react';
import { lazy, useState } from 'react';
import type { SessionDetail, SessionTurn } from '@/api/admin/types.ts';
import { Badge, type Tone } from '@/ui/Badge.tsx';
import { Button } from '@/ui/Button.tsx';
import { Part } from '@/ui/Part.tsx';
import { EmptyState } from '@/ui/states.tsx';
import { full, remaining, timeOfDay } from '@/ui/time.ts';
import { TimeAgo } from '@/ui/TimeAgo.tsx';
import { count, money } from '../numbers.ts';
import { Page } from '../Page.tsx';

const DiagnosisDialog = lazy(() => import('./DiagnosisDialog.tsx'));

const tones: Record<string, Tone> = {
  done: 'good', failed: 'bad', timed_out: 'bad', cancelled: 'neutral', parked: 'warn', waiting: 'warn',
};

/** Every message's way through the agent, newest first. */
export default function Turns({ session }: { session: SessionDetail }) {
  const [diagnosed, setDiagnosed] = useState<SessionTurn | null>(null);
  if (session.turns.length === 0) {
    return <EmptyState icon={<ListOrdered />} title="No turns yet">Each message to the agent becomes one.</EmptyState>;
  }
  return (
    <Page>
      <h2 className="sr-only">Turns</h2>
      <ol className="grid gap-3">
        {session.turns.map((turn) => (
          <li key={turn.id} className="panel grid gap-3 rounded-2xl p-4">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-semibold tabular-nums">Turn {turn.number}</span>
              <Badge tone={tones[turn.state] ?? 'busy'}>{turn.state.replace('_', ' ')}</Badge>
              {turn.origin !== 'client' && <Badge tone="info">{turn.origin}</Badge>}
              <span className="ml-auto text-xs text-muted"><TimeAgo at={turn.created_at} /></span>
            </div>
            <Receipt turn={turn} />
            {turn.reason && <p className="text-sm" dir="auto">{turn.reason}</p>}
            {turn.cause && <p className="rounded-lg bg-background p-2.5 font-mono text-xs text-soft" dir="auto">{turn.cause}</p>}
            {turn.setbacks.length > 0 && (
              <ul className="grid gap-1 text-xs text-soft">
                {turn.setbacks.map((setback) => (
                  <li key={setback.at + setback.kind}><span className="text-muted tabular-nums">{timeOfDay(setback.at)}</span> {setback.kind}: {setback.cause}</li>
                ))}
              </ul>
            )}
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-xs text-muted">
              <span>{turn.attempts === 1 ? '1 attempt' : `${turn.attempts} attempts`}</span>
              <span>{count(turn.usage.input_tokens + turn.usage.output_tokens)} tokens, {money(turn.usage.cost_usd)}</span>
              {turn.prompt_file && <code className="font-mono">{turn.prompt_file}</code>}
              <Button small className="ml-auto" onClick={() => setDiagnosed(turn)}>Diagnosis</Button>
            </div>
          </li>
        ))}
      </ol>
      {diagnosed && (
        <Part onFail={() => setDiagnosed(null)}><DiagnosisDialog guid={session.guid} turn={diagnosed} onClose={() => setDiagnosed(null)} /></Part>
      )}
    </Page>
  );
}

/** How far the message came, and how long each part took. */
function Receipt({ turn }: { turn: SessionTurn }) {
  const waited = turn.started_at && Date.parse(turn.started_at) - Date.parse(turn.created_at);
  const worked = turn.started_at && turn.ended_at && Date.parse(turn.ended_at) - Date.parse(turn.started_at);
  const steps = [
    { name: 'Received', at: turn.created_at, note: null },
    { name: 'Taken', at: turn.started_at, note: waited ? `after ${remaining(waited)}` : null },
    {
      name: turn.parked_until ? `Set aside until ${timeOfDay(turn.parked_until)}` : 'Ended',
      at: turn.ended_at,
      note: worked ? `after ${remaining(worked)}` : null,
    },
  ];
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-1 text-sm" aria-label="Receipts">
      {steps.map((step) => (
        <li key={step.name} className={step.at ? 'text-soft' : 'text-muted'}>
          <span className="font-medium">{step.name}</span>{' '}
          {step.at ? <time dateTime={step.at} title={full(step.at)} className="tabular-nums">{timeOfDay(step.at)}</time> : '–'}
          {step.note && <span className="text-muted"> {step.note}</span>}
        </li>
      ))}
    </ol>
  );
}
