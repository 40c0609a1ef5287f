import { Check } from 'lucide-react';
import { memo } from 'react';
import type { Entry } from '../../api/socket/frames.ts';
import { cx } from '../../ui/cx.ts';
import { safeUrl, shortUrl } from '../../ui/links.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { full, timeWithSeconds } from '../../ui/time.ts';
import { lineOf, lookOf } from './eventLook.ts';

interface Props {
  entry: Entry;
  /** It is what goes on now. */
  current: boolean;
}

export const EventRow = memo(function EventRow({ entry, current }: Props) {
  const { icon: Icon, colour, lasts } = lookOf(entry);
  if (entry.type === 'phase') {
    return (
      <p className="flex items-center gap-3 pt-3 pb-1 text-xs font-semibold text-soft">
        <span className="grid size-5 place-items-center text-primary-ink">
          {current ? <Spinner className="size-3.5" /> : <Icon className="size-3.5" aria-hidden="true" />}
        </span>
        {entry.message}
        <span className="h-px flex-1 bg-border" />
      </p>
    );
  }
  return (
    <div className="flex items-start gap-3 py-1 text-sm">
      <span className={cx('mt-0.5 grid size-5 shrink-0 place-items-center', current && lasts ? 'text-primary-ink' : lasts ? 'text-success-ink' : colour)}>
        {lasts
          ? current ? <Spinner className="size-4" /> : <Check className="size-4" aria-hidden="true" />
          : <Icon className="size-4" aria-hidden="true" />}
      </span>
      <span className={cx('min-w-0 flex-1', current ? 'text-text' : 'text-soft', entry.type === 'error' && 'text-danger-ink')} dir="auto">
        {entry.type === 'deployed' ? <Published url={safeUrl(entry.message)} /> : lineOf(entry)}
      </span>
      <time dateTime={entry.timestamp} title={full(entry.timestamp)} className="mt-0.5 shrink-0 font-mono text-[0.6875rem] text-muted tabular-nums">
        {timeWithSeconds(entry.timestamp)}
      </time>
    </div>
  );
});

function Published({ url }: { url: string | null }) {
  if (!url) return 'Published a site';
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={url}
      className="flex gap-1 rounded text-success-ink hover:underline"
    >
      <span className="shrink-0">Published</span><span className="min-w-0 truncate">{shortUrl(url)}</span>
    </a>
  );
}
