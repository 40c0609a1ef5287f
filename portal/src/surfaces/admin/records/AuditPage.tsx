import { Download, Search, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/ui/Button.tsx';
import { inputLook } from '@/ui/Field.tsx';
import { Page, PageHead } from '../Page.tsx';
import { AuditList } from './AuditList.tsx';

const formats = [{ id: 'csv', name: 'CSV' }, { id: 'jsonl', name: 'JSON lines' }] as const;

/** How much of a guid the audit knows. */
const known = 12;

/** Who did what on the whole platform, or to one thing of it. */
export default function AuditPage() {
  const [typed, setTyped] = useState('');
  const [subject, setSubject] = useState('');

  const filter = (event: FormEvent) => {
    event.preventDefault();
    setSubject(subjectOf(typed));
  };

  return (
    <Page>
      <PageHead
        title="Audit"
        aside={
          <div className="flex flex-wrap gap-2">
            {formats.map(({ id, name }) => (
              <a
                key={id}
                href={linkTo(id, subject)}
                download={`audit.${id}`}
                className="tap inline-flex min-h-10 items-center gap-2 rounded-xl border border-border bg-raised px-4 text-sm font-medium hover:bg-hover"
              >
                <Download className="size-4" aria-hidden="true" />{name}
              </a>
            ))}
          </div>
        }
      >
        Nothing in it is ever changed or removed.
      </PageHead>
      <form className="flex flex-wrap items-center gap-2" role="search" onSubmit={filter}>
        <div className="relative min-w-44 flex-1">
          <Search className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-muted" aria-hidden="true" />
          <input
            type="search"
            aria-label="Only of one session, request, key or admin"
            placeholder="Id of a session, request or key"
            className={`${inputLook} tap border-edge pl-10`}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <Button type="submit">Filter</Button>
        {subject && (
          <Button onClick={() => { setTyped(''); setSubject(''); }}><X className="size-4" aria-hidden="true" />All</Button>
        )}
      </form>
      <AuditList subject={subject || undefined} />
    </Page>
  );
}

/** A session is known by its first digits, everything else by its id as it stands. */
function subjectOf(typed: string): string {
  const text = typed.trim();
  return /^[0-9a-f]{64}$/.test(text) ? text.slice(0, known) : text;
}

function linkTo(format: string, subject: string): string {
  return `/api/admin/audit?${new URLSearchParams(subject ? { format, subject } : { format }).toString()}`;
}
