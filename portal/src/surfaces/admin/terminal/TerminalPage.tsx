import { useCallback, useEffect, useState } from 'react';
import type { Refusal, TerminalFrame } from '@/api/socket/frames.ts';
import type { LiveSession } from '@/api/socket/liveSession.ts';
import { useSnapshot } from '@/api/socket/useLiveSession.ts';
import { Badge } from '@/ui/Badge.tsx';
import { Button } from '@/ui/Button.tsx';
import { toast } from '@/ui/toasts.ts';
import { AdminLive, LiveBadge } from '../session/AdminLive.tsx';
import { TerminalView } from './TerminalView.tsx';

interface Who {
  running: boolean;
  by: string | null;
  mine: boolean;
}

/** The agent's terminal as it is now, and its keyboard for whoever takes over. */
export default function TerminalPage({ guid }: { guid: string }) {
  return <AdminLive guid={guid}>{(live) => <Terminal live={live} />}</AdminLive>;
}

function Terminal({ live }: { live: LiveSession }) {
  const open = useSnapshot(live, (snapshot) => snapshot.connection === 'live');
  const [who, setWho] = useState<Who | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  useEffect(() => {
    if (!open) return;
    // A new socket knows nothing of what the old one watched; what it had taken over was given back with it.
    live.send({ action: 'terminal' });
    return () => {
      live.send({ action: 'terminal_end' });
      setWho(null);
    };
  }, [live, open]);

  useEffect(
    () =>
      live.onAside((frame: TerminalFrame | Refusal) => {
        if (frame.type === 'error') {
          if (frame.code === 'terminal.unavailable' || frame.code === 'terminal.too_many') setRefusal(frame);
          else toast(frame.message, { tone: 'error' });
        } else if (frame.event === 'state') {
          setWho({ running: frame.running, by: frame.taken_over_by, mine: frame.mine });
        }
      }),
    [live],
  );

  const type = useCallback((text: string) => live.send({ action: 'input', text }), [live]);
  const resize = useCallback((columns: number, rows: number) => live.send({ action: 'resize', columns, rows }), [live]);
  const mine = open && who?.mine === true;

  if (refusal) {
    return <p role="alert" className="m-6 rounded-xl bg-warning-tint p-4 text-sm text-warning-ink">{refusal.message}</p>;
  }
  return (
    <section aria-label="Live terminal" className="flex min-h-0 flex-1 flex-col gap-3 p-3 sm:p-6 sm:pt-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2" role="status">
        <Badge tone={mine ? 'warn' : who?.by ? 'info' : 'neutral'}>
          {mine ? 'You have the keyboard' : who?.by ? `${who.by} has the keyboard` : 'Read only'}
        </Badge>
        <span className="min-w-0 flex-1 text-sm text-soft max-sm:order-last max-sm:basis-full">{words(who, mine)}</span>
        {!open && <LiveBadge live={live} />}
        {mine
          ? <Button look="primary" small className="max-sm:ml-auto" onClick={() => live.send({ action: 'give_back' })}>Give back</Button>
          : <Button small className="max-sm:ml-auto" disabled={!open || !who?.running || who.by !== null} onClick={() => live.send({ action: 'take_over' })}>Take over</Button>}
      </div>
      <TerminalView live={live} mine={mine} onType={type} onResize={resize} dim={who?.running === false} />
    </section>
  );
}

function words(who: Who | null, mine: boolean): string {
  if (mine) return 'The client is told. Messages wait until you give the keyboard back or leave.';
  if (who?.running === false) return 'The agent sleeps. Its terminal appears here when the next message wakes it.';
  return '';
}
