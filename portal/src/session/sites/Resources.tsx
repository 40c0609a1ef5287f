import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useResources } from '../../api/sessions.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { useSessionScope } from '../sessionContext.ts';

const names: Record<string, string> = { bucket: 'Storage', distribution: 'CDN', cloudfront: 'CDN', s3: 'Storage', iam_user: 'Identity' };

/** What the sites run on. */
export function Resources() {
  const { access } = useSessionScope();
  const [open, setOpen] = useState(false);
  const resources = useResources(access, open);
  return (
    <details className="group rounded-2xl border border-border p-4" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex list-none items-center justify-between rounded-lg text-sm font-medium text-soft hover:text-text">
        Resources
        <ChevronDown className="size-4 transition-transform group-open:rotate-180" aria-hidden="true" />
      </summary>
      {resources.isPending && open && <Skeleton className="mt-3 h-12" />}
      {resources.isError && <ErrorState error={resources.error} onRetry={() => void resources.refetch()} busy={resources.isFetching} />}
      {Object.entries(resources.data?.resources ?? {}).map(([kind, held]) => (
        <section key={kind} className="mt-3">
          <h4 className="text-xs font-medium text-muted">{names[kind] ?? kind}</h4>
          <ul>
            {held.map((resource) => (
              <li key={resource.id} className="flex items-center gap-1 text-sm">
                <code className="min-w-0 flex-1 truncate font-mono text-xs" title={resource.id}>{resource.id}</code>
                <CopyButton text={resource.id} label={`Copy ${resource.id}`} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}
