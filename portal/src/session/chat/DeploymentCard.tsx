import { ExternalLink, ShieldCheck, TriangleAlert } from 'lucide-react';
import { lazy, useState } from 'react';
import { useSites } from '../../api/sites.ts';
import { attachmentUrl } from '../../api/sessions.ts';
import type { Message } from '../../api/types.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Part } from '../../ui/Part.tsx';
import { safeUrl, shortUrl } from '../../ui/links.ts';
import { timeOfDay } from '../../ui/time.ts';
import { useSessionScope } from '../sessionContext.ts';
import { stateOf } from '../sites/siteState.ts';

const CheckReport = lazy(() => import('../sites/CheckReport.tsx'));

/** A site that was published and opened: its real picture, whether it passed its check, and the way to it. */
export function DeploymentCard({ message }: { message: Message }) {
  const { access } = useSessionScope();
  const { data: sites } = useSites(access);
  const [shown, setShown] = useState(false);
  const of = (kind: string) => message.attachments.find((attachment) => attachment.kind === kind);
  const [report, picture] = [of('report'), of('thumbnail') ?? of('screenshot')];
  const slug = report?.filename.replace(/-check\.json$/, '');
  const site = sites?.find((one) => one.slug === slug || one.checks?.report === report?.id);
  const newest = site?.checks?.report === report?.id;
  const url = safeUrl(site?.url);

  return (
    <article className="@container my-2 max-w-[min(42rem,100%)] overflow-hidden rounded-2xl border border-border bg-raised">
      <h3 className="sr-only">Published site</h3>
      <div className="grid @lg:grid-cols-[14rem_1fr]">
        {picture && (
          <a
            href={url ?? attachmentUrl(access, picture.id)}
            target="_blank"
            rel="noopener noreferrer"
            tabIndex={-1}
            aria-hidden="true"
            className="relative block bg-background @max-lg:aspect-[8/5]"
          >
            <img
              src={attachmentUrl(access, picture.id)}
              alt=""
              loading="lazy"
              width={416}
              height={260}
              className="absolute inset-0 size-full object-cover object-top-left"
            />
          </a>
        )}
        <div className="flex min-w-0 flex-col gap-2 p-4">
          <div className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 truncate font-semibold">{site?.name ?? slug}</span>
            {site && newest && <Badge tone={stateOf(site).tone}>{stateOf(site).word}</Badge>}
          </div>
          <p className="flex items-start gap-2 text-sm text-soft">
            {newest && site?.checks?.passed === false
              ? <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning-ink" aria-hidden="true" />
              : <ShieldCheck className="mt-0.5 size-4 shrink-0 text-success-ink" aria-hidden="true" />}
            <span className="min-w-0">{message.content}</span>
          </p>
          {url && <p className="truncate text-xs text-muted" title={url}>{shortUrl(url)}</p>}
          <div className="mt-auto flex flex-wrap items-center gap-2 pt-1">
            {url && (
              <a
                href={url}
                target="_blank"
                rel="noopener noreferrer"
                className="tap inline-flex items-center gap-2 rounded-xl bg-primary px-4 text-sm font-medium text-on-primary hover:bg-primary-hover"
              >
                Visit the site<ExternalLink className="size-4" aria-hidden="true" />
              </a>
            )}
            {report && <Button small onClick={() => setShown(true)}>Check report</Button>}
            <time dateTime={message.timestamp} className="ml-auto text-xs text-muted">{timeOfDay(message.timestamp)}</time>
          </div>
        </div>
      </div>
      {shown && report && (
        <Part onFail={() => setShown(false)}><CheckReport report={report.id} onClose={() => setShown(false)} /></Part>
      )}
    </article>
  );
}
