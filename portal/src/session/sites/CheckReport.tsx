import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { fromResponse, unreachable } from '../../api/errors.ts';
import { attachmentUrl } from '../../api/sessions.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { full } from '../../ui/time.ts';
import { sizeOf } from '../chat/attachments.ts';
import { useSessionScope } from '../sessionContext.ts';

/** As docs/check-report.schema.json has it. */
interface Report {
  passed: boolean;
  checked_at: string;
  pages: { path: string; status: number; title: string }[];
  findings: { rule: string; severity: 'error' | 'warning'; page: string; viewport?: number | null; detail: string; cure: string }[];
  weight_bytes: number;
  requests: number;
}

/** What the check of a site found, for people. */
export default function CheckReport({ report, onClose }: { report: string; onClose: () => void }) {
  const { access } = useSessionScope();
  const read = useQuery({
    queryKey: ['report', report],
    queryFn: async ({ signal }) => {
      const response = await fetch(attachmentUrl(access, report), { signal }).catch((error: unknown) => {
        throw unreachable(error);
      });
      if (!response.ok) throw await fromResponse(response);
      return (await response.json()) as Report;
    },
    staleTime: Infinity,
  });
  return (
    <Dialog wide title="Check report" description="The site was opened in a real browser, on desktop and phone." onClose={onClose}>
      {read.isPending && <Skeleton className="h-40" />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} busy={read.isFetching} />}
      {read.data && <Content report={read.data} />}
    </Dialog>
  );
}

function Content({ report }: { report: Report }) {
  return (
    <div className="grid gap-5">
      <p className="flex items-center gap-2 font-medium">
        {report.passed
          ? <><CircleCheck className="size-5 text-success-ink" aria-hidden="true" />Everything works</>
          : <><CircleX className="size-5 text-danger-ink" aria-hidden="true" />Some of it does not work yet</>}
      </p>
      <dl className="grid grid-cols-2 gap-3 text-sm sm:grid-cols-4">
        <Fact name="Pages" value={String(report.pages.length)} />
        <Fact name="First page weighs" value={sizeOf(report.weight_bytes)} />
        <Fact name="Requests" value={String(report.requests)} />
        <Fact name="Checked" value={full(report.checked_at)} />
      </dl>
      {report.findings.length > 0 && (
        <ul className="grid gap-3">
          {report.findings.map((finding) => (
            <li key={`${finding.rule}${finding.page}${finding.detail}`} className="flex gap-3 rounded-xl border border-border bg-raised p-3 text-sm">
              {finding.severity === 'error'
                ? <CircleX className="mt-0.5 size-4 shrink-0 text-danger-ink" aria-label="Error" />
                : <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning-ink" aria-label="Warning" />}
              <div className="min-w-0">
                <p>{finding.detail}</p>
                <p className="mt-1 text-soft">{finding.cure}</p>
                <p className="mt-1 text-xs text-muted">{finding.page}{finding.viewport ? ` at ${finding.viewport} px` : ''}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <table className="w-full text-left text-sm">
        <caption className="sr-only">Pages that were opened</caption>
        <thead className="text-xs text-muted"><tr><th className="py-1 font-medium">Page</th><th className="font-medium">Title</th><th className="font-medium">Status</th></tr></thead>
        <tbody>
          {report.pages.map((page) => (
            <tr key={page.path} className="border-t border-border">
              <td className="py-1.5 pr-3">{page.path}</td><td className="pr-3">{page.title}</td><td>{page.status || 'no answer'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return <div><dt className="text-xs text-muted">{name}</dt><dd className="font-medium">{value}</dd></div>;
}
