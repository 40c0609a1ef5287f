import type { ReactNode } from 'react';
import type { SessionDetail } from '@/api/admin/types.ts';
import { CopyButton } from '@/ui/CopyButton.tsx';
import { full } from '@/ui/time.ts';
import { count, money } from '../numbers.ts';
import { Page } from '../Page.tsx';

/** All that is known of a session beside its conversation: its fields, its usage, what it owns. */
export default function Details({ session }: { session: SessionDetail }) {
  const { usage } = session;
  return (
    <Page>
      <Card title="Session">
        <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2">
          <Fact name="Client">{session.client_name || '–'}</Fact>
          <Fact name="E-mail">{session.email}</Fact>
          <Fact name="Phone">{session.phone || '–'}</Fact>
          <Fact name="State">{session.state_reason ? `${session.state}: ${session.state_reason}` : session.state}</Fact>
          <Fact name="Phase">{session.phase ? `${session.phase}, ${session.progress}%` : '–'}</Fact>
          <Fact name="Worker">{session.worker_id ?? 'none'}</Fact>
          <Fact name="Terminal">{session.tmux_active ? 'runs' : 'does not run'}</Fact>
          <Fact name="Entries">{`${session.chat_message_count} messages, ${session.activity_log_count} events`}</Fact>
          <Fact name="Created">{full(session.created_at)}</Fact>
          <Fact name="Last change">{full(session.updated_at)}</Fact>
          <Fact name="Expires">{session.expires_at ? full(session.expires_at) : 'never'}</Fact>
          <Fact name="Id"><code className="font-mono text-xs">{session.guid_short}…</code></Fact>
        </dl>
        {session.user_request && (
          <div className="mt-4">
            <h3 className="text-sm text-muted">First request</h3>
            <p className="mt-1 max-h-48 overflow-y-auto text-sm whitespace-pre-wrap" dir="auto" tabIndex={0}>{session.user_request}</p>
          </div>
        )}
      </Card>
      <Card title="Usage">
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-5">
          <Figure name="Cost" value={money(usage.cost_usd)} />
          <Figure name="Tokens read" value={count(usage.input_tokens)} />
          <Figure name="Tokens written" value={count(usage.output_tokens)} />
          <Figure name="Cache read" value={count(usage.cache_read_tokens)} />
          <Figure name="Cache written" value={count(usage.cache_write_tokens)} />
        </dl>
      </Card>
      <Card title="Resources">
        {session.resources.length === 0 ? (
          <p className="text-sm text-soft">None were made yet.</p>
        ) : (
          <ul className="divide-y divide-border">
            {session.resources.map((resource) => (
              <li key={resource.kind + resource.id} className="flex items-center gap-3 py-2 text-sm">
                <span className="w-28 shrink-0 text-muted">{resource.kind}</span>
                <code className="min-w-0 flex-1 truncate font-mono text-xs" title={resource.id}>{resource.id}</code>
                <span className="text-xs text-soft">{resource.stage}</span>
                <CopyButton text={resource.id} label={`Copy ${resource.id}`} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Page>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel rounded-2xl p-5">
      <h2 className="mb-3 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-24 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0" dir="auto">{children}</dd>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="text-lg font-semibold tabular-nums">{value}</dd>
    </div>
  );
}
