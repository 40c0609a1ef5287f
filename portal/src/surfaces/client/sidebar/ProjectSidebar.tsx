import { FolderOpen, MailQuestion, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import type { Access } from '../../../api/access.ts';
import { useProjects } from '../../../api/projects.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { navigate } from '../../../ui/router.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { type Filter, filters, matching } from './filters.ts';
import { ProjectCard } from './ProjectCard.tsx';

interface Props {
  access: Access;
  onCreate: () => void;
  /** A project was chosen. */
  onOpen: () => void;
}

/** All projects of the client that this browser may see. */
export function ProjectSidebar({ access, onCreate, onOpen }: Props) {
  const projects = useProjects(access);
  const [filter, setFilter] = useState<Filter>('All');
  const [search, setSearch] = useState('');
  const all = projects.data?.projects ?? [];
  const shown = matching(all, filter, search);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="grid gap-3 p-4 pb-3">
        {/* In the drawer of narrow screens, the dialog's title says it. */}
        <div className="flex items-center justify-between max-lg:hidden">
          <h2 className="font-semibold">My projects</h2>
          <span className="text-xs text-muted">{all.length > 0 && all.length}</span>
        </div>
        <Button look="primary" onClick={onCreate} disabled={!projects.data}><Plus className="size-4" aria-hidden="true" />New project</Button>
        <label className="relative block">
          <span className="sr-only">Search projects</span>
          <Search className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" aria-hidden="true" />
          <input
            type="search"
            value={search}
            placeholder="Search"
            maxLength={200}
            onChange={(event) => setSearch(event.target.value)}
            className="tap w-full rounded-xl border border-edge bg-background/60 pr-3 pl-9 text-sm"
          />
        </label>
        <div role="group" aria-label="Show" className="-mx-1 flex flex-wrap gap-1">
          {filters.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={filter === one}
              onClick={() => setFilter(one)}
              className={cx('min-h-7 rounded-full px-2.5 text-xs font-medium pointer-coarse:min-h-9', filter === one ? 'bg-tint text-primary-ink' : 'text-muted hover:bg-hover hover:text-text')}
            >
              {one}
            </button>
          ))}
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {projects.isPending && [0, 1, 2].map((row) => <Skeleton key={row} className="mx-2 mb-2 h-20 rounded-xl" />)}
        {projects.isError && !projects.data && (
          <ErrorState error={projects.error} busy={projects.isFetching} onRetry={() => void projects.refetch()} />
        )}
        {projects.data && shown.length === 0 && (
          <EmptyState icon={<FolderOpen />} title={search || filter !== 'All' ? 'None of your projects fits' : 'No projects yet'}>
            {search || filter !== 'All' ? 'Try another word, or show all of them.' : 'Begin one: a sentence is enough.'}
          </EmptyState>
        )}
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
          {shown.map((project) => (
            <ProjectCard
              key={project.guid}
              project={project}
              active={project.guid === access.id}
              onOpen={() => {
                navigate(`/client?guid=${project.guid}`);
                onOpen();
              }}
            />
          ))}
        </ul>
        {projects.data && !projects.data.all && (
          <p className="mx-2 mt-3 flex gap-2.5 rounded-xl border border-border p-3 text-xs text-soft">
            <MailQuestion className="size-4 shrink-0 text-info-ink" aria-hidden="true" />
            <span>
              Only this project is open here.{' '}
              <button
                type="button"
                className="rounded font-medium text-primary-ink underline underline-offset-2"
                onClick={() => navigate(`/client?email=${encodeURIComponent(projects.data.client.email)}`)}
              >
                Mail me a link
              </button>{' '}
              to see all of yours.
            </span>
          </p>
        )}
      </div>
    </div>
  );
}
