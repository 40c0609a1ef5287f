import { Globe } from 'lucide-react';
import { useSites } from '../../api/sites.ts';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { useSessionScope } from '../sessionContext.ts';
import { Resources } from './Resources.tsx';
import { SiteCard } from './SiteCard.tsx';

/** What was published, and what it runs on. */
export function SitesPanel() {
  const { access } = useSessionScope();
  const sites = useSites(access);
  return (
    <section aria-label="Sites" className="h-full overflow-y-auto p-4" tabIndex={0}>
      {sites.isPending && <Skeleton className="h-64 rounded-2xl" />}
      {sites.isError && !sites.data && (
        <ErrorState error={sites.error} busy={sites.isFetching} onRetry={() => void sites.refetch()} />
      )}
      {sites.data?.length === 0 && (
        <EmptyState icon={<Globe />} title="No site yet">As soon as one is published, its address and releases are here.</EmptyState>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {sites.data?.map((site) => <SiteCard key={site.id} site={site} />)}
        {sites.data && sites.data.length > 0 && access.kind === 'client' && <Resources />}
      </div>
    </section>
  );
}
