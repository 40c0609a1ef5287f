import { FileText, Folder, FolderOpen } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useFile } from '@/api/admin/sessions.ts';
import type { SessionDetail, SessionFile } from '@/api/admin/types.ts';
import { CopyButton } from '@/ui/CopyButton.tsx';
import { cx } from '@/ui/cx.ts';
import { inputLook } from '@/ui/Field.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { TimeAgo } from '@/ui/TimeAgo.tsx';
import { bytes } from '../numbers.ts';

const pictures: Record<string, string> = {
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp',
};

/** The session's folder, to be read. */
export default function Files({ session }: { session: SessionDetail }) {
  const [open, setOpen] = useState<string | null>(null);
  const [wanted, setWanted] = useState('');
  const shown = useMemo(
    () => session.files.filter((file) => file.path.toLowerCase().includes(wanted.trim().toLowerCase())),
    [session.files, wanted],
  );
  const folders = useMemo(() => byFolder(shown), [shown]);

  if (session.files.length === 0) {
    return (
      <EmptyState icon={<FolderOpen />} title="No files here">
        The folder is made with the first message, and lies with the worker that has the session.
      </EmptyState>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <section aria-label="Files" className={cx('flex min-h-0 flex-col border-border md:w-80 md:border-r', open && 'max-md:max-h-56')}>
        <div className="p-3">
          <input
            type="search"
            aria-label="Find a file"
            placeholder="Find a file"
            className={`${inputLook} tap border-edge`}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
          {folders.map(([folder, files]) => (
            <section key={folder} className="mb-3">
              <h3 className="flex items-center gap-2 py-1 font-mono text-xs text-muted">
                <Folder className="size-3.5" aria-hidden="true" />{folder || 'the folder itself'}
              </h3>
              <ul>
                {files.map((file) => (
                  <li key={file.path}>
                    <button
                      type="button"
                      aria-current={open === file.path || undefined}
                      onClick={() => setOpen(file.path)}
                      className={cx(
                        'tap flex w-full items-center gap-2 rounded-lg px-2 text-left text-sm',
                        open === file.path ? 'bg-tint text-text' : 'text-soft hover:bg-hover hover:text-text',
                      )}
                    >
                      <FileText className="size-4 shrink-0 text-muted" aria-hidden="true" />
                      <span className="min-w-0 flex-1 truncate" title={file.path}>{file.path.slice(folder.length ? folder.length + 1 : 0)}</span>
                      <span className="text-xs text-muted tabular-nums">{bytes(file.size)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {shown.length === 0 && <p className="px-2 text-sm text-muted">No file’s path holds that.</p>}
        </div>
      </section>
      {open === null ? (
        <EmptyState className="max-md:hidden" icon={<FileText />} title="Choose a file to read it" />
      ) : (
        <Content key={open} guid={session.guid} path={open} modified={session.files.find((file) => file.path === open)?.modified_at} />
      )}
    </div>
  );
}

function byFolder(files: readonly SessionFile[]): [string, SessionFile[]][] {
  const folders = new Map<string, SessionFile[]>();
  for (const file of files) {
    const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders];
}

function Content({ guid, path, modified }: { guid: string; path: string; modified: string | undefined }) {
  const file = useFile(guid, path);
  const picture = pictures[path.split('.').at(-1)?.toLowerCase() ?? ''];
  return (
    <section aria-label={path} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex items-center gap-3 border-y border-border px-4 py-2 md:border-t-0">
        <h3 className="min-w-0 flex-1 truncate font-mono text-sm" title={path}>{path}</h3>
        {modified && <span className="text-xs text-muted"><TimeAgo at={modified} /></span>}
        {file.data?.encoding === 'utf-8' && <CopyButton text={file.data.content} label="Copy the content" />}
      </header>
      {file.isPending && <Skeleton className="m-4 h-48" />}
      {file.isError && <ErrorState error={file.error} busy={file.isFetching} onRetry={() => void file.refetch()} />}
      {file.data && (
        <div className="min-h-0 flex-1 overflow-auto" tabIndex={0}>
          {file.data.truncated && <p className="bg-warning-tint px-4 py-1.5 text-sm text-warning-ink">Only its beginning is shown: it has {bytes(file.data.size)}.</p>}
          {file.data.encoding === 'utf-8' ? (
            <pre className="p-4 font-mono text-xs whitespace-pre-wrap" dir="auto">{file.data.content}</pre>
          ) : picture && !file.data.truncated ? (
            <img src={`data:${picture};base64,${file.data.content}`} alt={path} className="m-4 max-h-[70vh] rounded-lg border border-border" />
          ) : (
            <EmptyState icon={<FileText />} title="This is not text">{bytes(file.data.size)} that cannot be shown here.</EmptyState>
          )}
        </div>
      )}
    </section>
  );
}
