import { ChevronDown } from 'lucide-react';
import { lazy, useState } from 'react';
import { useReleases } from '../../api/sites.ts';
import type { Release, Site } from '../../api/types.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Part } from '../../ui/Part.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { sizeOf } from '../chat/attachments.ts';
import { useSessionScope } from '../sessionContext.ts';

const RollbackDialog = lazy(() => import('./RollbackDialog.tsx'));
const tones: Record<string, Tone> = { current: 'good', failed: 'bad', uploading: 'busy' };

/** Everything that was ever served at this address; read when somebody wants to see it. */
export function Releases({ site }: { site: Site }) {
  const { access, canWrite } = useSessionScope();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState<Release | null>(null);
  const releases = useReleases(access, site.id, open);
  return (
    <details className="group border-t border-border pt-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex list-none items-center justify-between rounded-lg text-sm font-medium text-soft hover:text-text">
        Releases
        <ChevronDown className="size-4 transition-transform group-open:rotate-180" aria-hidden="true" />
      </summary>
      {releases.isPending && open && <Skeleton className="mt-3 h-16" />}
      {releases.isError && <ErrorState error={releases.error} onRetry={() => void releases.refetch()} busy={releases.isFetching} />}
      <ol className="mt-2 divide-y divide-border">
        {releases.data?.map((release) => (
          <li key={release.id} className="flex items-center gap-3 py-2 text-sm">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2">
                <TimeAgo at={release.created_at} />
                <Badge tone={tones[release.state] ?? 'neutral'}>{release.state}</Badge>
              </p>
              <p className="text-xs text-muted">{release.files} files, {sizeOf(release.bytes)}</p>
            </div>
            {canWrite && release.can_roll_back && release.state !== 'current' && <Button small onClick={() => setWanted(release)}>Go back to this</Button>}
          </li>
        ))}
      </ol>
      {wanted && (
        <Part onFail={() => setWanted(null)}><RollbackDialog site={site} release={wanted} onClose={() => setWanted(null)} /></Part>
      )}
    </details>
  );
}
