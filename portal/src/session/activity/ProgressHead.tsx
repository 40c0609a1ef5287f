import { ProgressBar } from '../../ui/Progress.tsx';
import { useLive } from '../sessionContext.ts';

/** How far the work is, and what is being done. */
export function ProgressHead() {
  const state = useLive((live) => live.state);
  const usage = useLive((live) => live.usage);
  if (!state) return null;
  const words = sentenceOf(state.turn_state, state.status_message || state.phase);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 border-b border-border px-4 py-3">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="min-w-0 truncate font-medium" title={words}>{words}</span>
        <span className="shrink-0 text-xs text-soft tabular-nums">{state.progress}%</span>
      </div>
      <ProgressBar value={state.progress} label="Progress" />
      {usage && (
        <p className="text-xs text-muted">
          {(usage.input + usage.output).toLocaleString()} tokens{usage.cost !== null && `, $${usage.cost.toFixed(2)}`}
        </p>
      )}
    </div>
  );
}

function sentenceOf(turn: string | null, message: string): string {
  switch (turn) {
    case 'queued':
      return 'Waiting for its turn';
    case 'waiting':
      return 'Waiting for your answer';
    case 'parked':
      return message || 'Set aside for a while';
    case 'cancelled':
      return 'Stopped';
    case 'timed_out':
      return 'Took too long and was stopped';
    default:
      return message || 'Ready';
  }
}
