import { ExternalLink, Ellipsis, MessageSquare } from 'lucide-react';
import { lazy, useState } from 'react';
import type { Project } from '../../../api/types.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Part } from '../../../ui/Part.tsx';
import { cx } from '../../../ui/cx.ts';
import { safeUrl } from '../../../ui/links.ts';
import { Menu } from '../../../ui/Menu.tsx';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { useProjectActions } from './useProjectActions.ts';

const ShareDialog = lazy(() => import('./ShareDialog.tsx'));
const RenameField = lazy(() => import('./RenameField.tsx').then((module) => ({ default: module.RenameField })));

const dots: Record<string, string> = { deployed: 'bg-success-ink', completed: 'bg-info-ink', active: 'bg-warning-ink' };

interface Props {
  project: Project;
  active: boolean;
  onOpen: () => void;
}

export function ProjectCard({ project, active, onOpen }: Props) {
  const [renaming, setRenaming] = useState(false);
  const [sharing, setSharing] = useState(false);
  const { items, rename } = useProjectActions(project, active, {
    onRename: () => setRenaming(true),
    onShare: () => setSharing(true),
  });
  const live = safeUrl(project.deployed_url);

  return (
    <li
      className={cx(
        'group relative rounded-xl border px-3 py-2.5 transition-colors',
        active ? 'border-ring/45 bg-tint' : 'border-transparent hover:bg-hover',
      )}
    >
      <div className="flex items-center gap-2">
        <span className={cx('size-2 shrink-0 rounded-full', dots[project.status] ?? 'bg-muted')} aria-hidden="true" />
        {renaming ? (
          <Part onFail={() => setRenaming(false)}>
            <RenameField
              name={project.name}
              onDone={(name) => {
                setRenaming(false);
                if (name) rename(name);
              }}
            />
          </Part>
        ) : (
          <button
            type="button"
            aria-current={active ? 'true' : undefined}
            onClick={onOpen}
            className="min-w-0 flex-1 truncate rounded text-left text-sm font-medium after:absolute after:inset-0 after:rounded-xl"
            title={project.name}
            dir="auto"
          >
            {project.name}
          </button>
        )}
        <span className="relative -my-1.5 -mr-2">
          <Menu label={`Actions for ${project.name}`} trigger={<IconButton label={`Actions for ${project.name}`}><Ellipsis /></IconButton>} items={items} />
        </span>
      </div>
      {project.initial_request && <p className="mt-0.5 line-clamp-2 text-xs text-soft" dir="auto">{project.initial_request}</p>}
      <div className="mt-1.5 flex items-center gap-3 text-xs text-muted">
        <span className="sr-only">{project.status}</span>
        <span className="flex items-center gap-1">
          <MessageSquare className="size-3.5" aria-hidden="true" />{project.message_count}<span className="sr-only"> messages</span>
        </span>
        <TimeAgo at={project.updated_at} />
        {live && (
          <a
            href={live}
            target="_blank"
            rel="noopener noreferrer"
            className="relative ml-auto flex items-center gap-1 rounded font-medium text-success-ink hover:underline"
          >
            Live<ExternalLink className="size-3" aria-hidden="true" />
          </a>
        )}
      </div>
      {sharing && <Part onFail={() => setSharing(false)}><ShareDialog project={project} onClose={() => setSharing(false)} /></Part>}
    </li>
  );
}
