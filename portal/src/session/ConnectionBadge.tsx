import type { Connection } from '../api/socket/sessionSocket.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';

const says: Record<Connection, { short: string; long: string; dot: string }> = {
  connecting: { short: 'Connecting', long: 'Connecting to the live updates', dot: 'bg-warning-ink' },
  live: { short: 'Live', long: 'Updates appear here the moment they happen', dot: 'bg-success-ink' },
  reconnecting: {
    short: 'Reconnecting',
    long: 'The connection was lost; nothing is missed, it goes on where it was',
    dot: 'bg-warning-ink',
  },
  offline: { short: 'Offline', long: 'This device has no network; the work goes on without it', dot: 'bg-danger-ink' },
  gone: { short: 'Closed', long: 'This project is no longer available here', dot: 'bg-danger-ink' },
};

/** What the live connection means for the person in front of it. */
export function ConnectionBadge({ connection, onRetry }: { connection: Connection; onRetry: () => void }) {
  const { short, long, dot } = says[connection];
  const waiting = connection === 'reconnecting' || connection === 'offline';
  return (
    <span className="flex items-center gap-1" role="status">
      <span className="flex items-center gap-2 text-xs font-medium text-soft" title={long}>
        <span className={cx('size-2 rounded-full', dot, connection === 'connecting' && 'animate-pulse')} aria-hidden="true" />
        <span className={cx(connection === 'live' && 'max-sm:sr-only')}>{short}</span>
        <span className="sr-only">{long}</span>
      </span>
      {waiting && <Button small look="ghost" onClick={onRetry}>Retry now</Button>}
    </span>
  );
}
