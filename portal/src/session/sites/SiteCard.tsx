import { ExternalLink, RefreshCw } from 'lucide-react';
import { lazy, useState } from 'react';
import { attachmentUrl } from '../../api/sessions.ts';
import { useSwitchRelease } from '../../api/sites.ts';
import { sentence } from '../../api/errors.ts';
import type { Site } from '../../api/types.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Part } from '../../ui/Part.tsx';
import { safeUrl, shortUrl } from '../../ui/links.ts';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { toast } from '../../ui/toasts.ts';
import { useSessionScope } from '../sessionContext.ts';
import { Releases } from './Releases.tsx';
import { stateOf } from './siteState.ts';

const CheckReport = lazy(() => import('./CheckReport.tsx'));

export function SiteCard({ site }: { site: Site }) {
  const { access, canWrite } = useSessionScope();
  const [report, setReport] = useState(false);
  const redeploy = useSwitchRelease(access);
  const state = stateOf(site);
  const url = safeUrl(site.url);
  const picture = site.thumbnail ?? site.screenshot;

  // A promise, not callbacks of the mutation: those end with the card, which other tabs take away.
  const again = () =>
    void redeploy.mutateAsync({ kind: 'redeploy', site: site.id }).then(
      (done) => toast(done.message, { tone: 'success' }),
      (error: unknown) => toast(sentence(error), { tone: 'error' }),
    );

  return (
    <article className="overflow-hidden rounded-2xl border border-border bg-raised">
      {picture ? (
        <img
          src={attachmentUrl(access, picture)}
          alt={`How ${site.name} looks`}
          loading="lazy"
          width={416}
          height={234}
          className="aspect-video w-full bg-background object-cover object-top"
        />
      ) : (
        <div className="grid aspect-video w-full place-items-center bg-background text-sm text-muted">
          {site.state === 'failed' ? 'No picture' : 'The picture comes with the check'}
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
        <header className="flex flex-wrap items-center gap-2">
          <h3 className="min-w-0 truncate font-semibold" title={site.name}>{site.name}</h3>
          <Badge tone={state.tone}>{state.word}</Badge>
          <span className="ml-auto text-xs text-muted"><TimeAgo at={site.updated_at} /></span>
        </header>
        {state.explanation && <p className="text-sm text-soft">{state.explanation}</p>}
        {url && (
          <div className="flex items-center gap-1 rounded-xl border border-border bg-surface pl-3">
            <a href={url} target="_blank" rel="noopener noreferrer" className="min-w-0 flex-1 truncate py-2 text-sm text-primary-ink" title={url}>
              {shortUrl(url)}
            </a>
            <CopyButton text={url} label="Copy the address" />
          </div>
        )}
        <div className="flex flex-wrap gap-2">
          {url && (
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              className="tap inline-flex items-center gap-2 rounded-xl bg-primary px-3 text-sm font-medium text-on-primary hover:bg-primary-hover"
            >
              Visit<ExternalLink className="size-4" aria-hidden="true" />
            </a>
          )}
          {site.checks?.report && <Button small onClick={() => setReport(true)}>Check report</Button>}
          {canWrite && site.release && (
            <Button small look="ghost" busy={redeploy.isPending} onClick={again}>
              {!redeploy.isPending && <RefreshCw className="size-4" aria-hidden="true" />}Publish again
            </Button>
          )}
        </div>
        {site.checks?.passed === null && <p className="text-xs text-muted">Not checked: {site.checks.reason}</p>}
        <Releases site={site} />
      </div>
      {report && site.checks?.report && (
        <Part onFail={() => setReport(false)}><CheckReport report={site.checks.report} onClose={() => setReport(false)} /></Part>
      )}
    </article>
  );
}
