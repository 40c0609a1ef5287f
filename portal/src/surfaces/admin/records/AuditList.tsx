import { ScrollText } from 'lucide-react';
import { useAudit } from '@/api/admin/records.ts';
import type { AuditRecord } from '@/api/admin/types.ts';
import { Button } from '@/ui/Button.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { full } from '@/ui/time.ts';
import { TimeAgo } from '@/ui/TimeAgo.tsx';

/** Records of the audit, newest first. */
export function AuditList({ subject }: { subject?: string }) {
  const audit = useAudit(subject);
  const records = audit.data ?? [];
  if (audit.isPending) return <Skeleton className="h-72" />;
  if (audit.isError && records.length === 0) {
    return <ErrorState error={audit.error} busy={audit.isFetching} onRetry={() => void audit.refetch()} />;
  }
  if (records.length === 0) return <EmptyState icon={<ScrollText />} title={subject ? 'Nothing was recorded of it' : 'Nothing was recorded yet'} />;
  return (
    <>
      <ul className="panel divide-y divide-border rounded-2xl" aria-label="Audit">
        {records.map((record, index) => <Line key={record.at + record.action + record.subject + index} record={record} withSubject={!subject} />)}
      </ul>
      {audit.hasNextPage && (
        <Button className="self-center" busy={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>Show older</Button>
      )}
    </>
  );
}

function Line({ record, withSubject }: { record: AuditRecord; withSubject: boolean }) {
  const detail = detailOf(record.detail);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 text-sm">
      <span className="font-medium">{record.action.replaceAll('_', ' ').replace('.', ': ')}</span>
      {withSubject && <code className="font-mono text-xs text-soft" dir="auto">{record.subject}</code>}
      {detail && <span className="text-xs text-muted" dir="auto">{detail}</span>}
      <span className="ml-auto text-xs text-muted" title={full(record.at)}>
        <span className="text-soft">{record.actor}</span> · <TimeAgo at={record.at} />
      </span>
    </li>
  );
}

function detailOf(detail: unknown): string {
  return typeof detail === 'object' && detail !== null
    ? Object.entries(detail).map(([name, value]) => `${name.replaceAll('_', ' ')}: ${String(value)}`).join(', ')
    : '';
}
