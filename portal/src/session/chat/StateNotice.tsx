import { CirclePause, Moon, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Session } from '../../api/types.ts';
import { timeOfDay } from '../../ui/time.ts';

/** What of a session's state matters to whoever writes now. Most states need no words. */
export function StateNotice({ session }: { session: Session | undefined }) {
  const said = session && words(session);
  if (!said) return null;
  const [Icon, text, colour] = said;
  return (
    <p role="status" className="mx-auto flex w-full max-w-3xl items-start gap-2 px-5 pb-2 text-sm text-soft">
      <Icon className={`mt-0.5 size-4 shrink-0 ${colour}`} aria-hidden="true" />
      {text}
    </p>
  );
}

function words({ state, state_reason: reason, turn }: Session): [LucideIcon, string, string] | null {
  if (turn?.state === 'parked' && turn.parked_until) {
    const why = turn.reason ? `${turn.reason.replace(/\.$/, '')}. ` : '';
    return [CirclePause, `${why}The work goes on by itself at ${timeOfDay(turn.parked_until)}.`, 'text-warning-ink'];
  }
  switch (state) {
    case 'paused':
      return [CirclePause, 'This project is paused. Messages are kept and answered when it goes on.', 'text-warning-ink'];
    case 'hibernated':
      return [Moon, 'The builder rests. It wakes up with your next message.', 'text-info-ink'];
    case 'failed':
      return [TriangleAlert, `The builder could not start${reason ? `: ${reason}` : '.'} It is tried again by itself.`, 'text-danger-ink'];
    case 'completed':
      return [Moon, 'This project is complete. Write to open it again.', 'text-info-ink'];
    default:
      return null;
  }
}
