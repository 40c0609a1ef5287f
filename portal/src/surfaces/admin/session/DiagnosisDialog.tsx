import { Download, Stethoscope } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAskDiagnosis, useDiagnosis } from '@/api/admin/sessions.ts';
import type { Diagnosis, SessionTurn } from '@/api/admin/types.ts';
import { ApiError, sentence } from '@/api/errors.ts';
import { Button } from '@/ui/Button.tsx';
import { Dialog } from '@/ui/Dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { full, timeWithSeconds } from '@/ui/time.ts';

interface Props {
  guid: string;
  turn: SessionTurn;
  onClose: () => void;
}

/** What was known of a turn and its agent when it failed, or when somebody asked. */
export default function DiagnosisDialog({ guid, turn, onClose }: Props) {
  const read = useDiagnosis(guid, turn.id);
  const ask = useAskDiagnosis(guid, turn.id);
  const none = read.error instanceof ApiError && read.error.status === 404;
  const write = (
    <Button busy={ask.isPending} onClick={() => ask.mutate()}>
      {!ask.isPending && <Stethoscope className="size-4" aria-hidden="true" />}Write one now
    </Button>
  );
  return (
    <Dialog wide title={`Diagnosis of turn ${turn.number}`} onClose={onClose}>
      {read.isPending && <Skeleton className="h-48" />}
      {none && (
        <EmptyState icon={<Stethoscope />} title="None was written" action={write}>
          A turn that fails writes one by itself. While an agent runs, you can have one written.
        </EmptyState>
      )}
      {read.isError && !none && <ErrorState error={read.error} busy={read.isFetching} onRetry={() => void read.refetch()} />}
      {ask.error && <p role="alert" className="mt-3 text-sm text-danger-ink">{sentence(ask.error)}</p>}
      {ask.data && (
        <p role="status" className="mt-3 flex items-center gap-3 text-sm text-soft">
          {ask.data.message}
          <Button small busy={read.isFetching} onClick={() => void read.refetch()}>Look again</Button>
        </p>
      )}
      {read.data && <Content diagnosis={read.data} write={write} />}
    </Dialog>
  );
}

function Content({ diagnosis, write }: { diagnosis: Diagnosis; write: ReactNode }) {
  const { agent } = diagnosis;
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(diagnosis, null, 2))}`;
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
        <Fact name="State">{diagnosis.state}</Fact>
        {diagnosis.reason && <Fact name="Told the client">{diagnosis.reason}</Fact>}
        {diagnosis.cause && <Fact name="Cause">{diagnosis.cause}</Fact>}
        <Fact name="Worker">{diagnosis.worker}</Fact>
        <Fact name="Attempts">{diagnosis.attempts}</Fact>
        <Fact name="Written">{full(diagnosis.written_at)}</Fact>
        {agent && <Fact name="Agent">{[agent.state, agent.cli_version, agent.exit].filter(Boolean).join(', ')}</Fact>}
      </dl>
      {agent?.screen && <Block name="Screen"><Lines>{agent.screen}</Lines></Block>}
      {agent && agent.signals.length > 0 && (
        <Block name="What was seen">
          <Lines>{agent.signals.map((note) => `${timeWithSeconds(note.at)}  ${note.text}`).join('\n')}</Lines>
        </Block>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {write}
        <a
          href={file}
          download={`diagnosis-${diagnosis.turn.slice(0, 12)}.json`}
          className="tap inline-flex min-h-10 items-center gap-2 rounded-xl border border-border bg-raised px-4 text-sm font-medium hover:bg-hover"
        >
          <Download className="size-4" aria-hidden="true" />Download the bundle
        </a>
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0" dir="auto">{children}</dd>
    </>
  );
}

function Block({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-medium text-soft">{name}</h3>
      {children}
    </section>
  );
}

function Lines({ children }: { children: string }) {
  return (
    <pre className="max-h-80 overflow-auto rounded-xl border border-border bg-background p-3 font-mono text-xs" tabIndex={0}>{children}</pre>
  );
}
