import { Download } from 'lucide-react';
import { Page, PageHead } from '../Page.tsx';
import { AuditList } from './AuditList.tsx';

/** Who did what on the whole platform. */
export default function AuditPage() {
  return (
    <Page>
      <PageHead
        title="Audit"
        aside={
          <a
            href="/api/admin/audit?format=csv"
            download="audit.csv"
            className="tap inline-flex min-h-10 items-center gap-2 rounded-xl border border-border bg-raised px-4 text-sm font-medium hover:bg-hover"
          >
            <Download className="size-4" aria-hidden="true" />CSV
          </a>
        }
      >
        Nothing in it is ever changed or removed.
      </PageHead>
      <AuditList />
    </Page>
  );
}
