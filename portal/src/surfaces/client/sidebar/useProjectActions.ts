import { Archive, ArchiveRestore, Copy, Download, PencilLine, Share2, Trash2 } from 'lucide-react';
import { sentence } from '../../../api/errors.ts';
import {
  downloadUrl, findDownload, useChangeProject, useDeleteProject, useDuplicateProject, useRestoreProject,
} from '../../../api/projects.ts';
import type { Project } from '../../../api/types.ts';
import type { MenuItem } from '../../../ui/menuItem.ts';
import { navigate } from '../../../ui/router.tsx';
import { toast } from '../../../ui/toasts.ts';

interface Opens {
  onRename: () => void;
  onShare: () => void;
}

const failed = (error: unknown) => toast(sentence(error), { tone: 'error' });

/** What can be done with a project. Whatever takes it out of sight can be undone where it is told. */
export function useProjectActions(project: Project, active: boolean, { onRename, onShare }: Opens) {
  const change = useChangeProject();
  const duplicate = useDuplicateProject();
  const remove = useDeleteProject();
  const restore = useRestoreProject();
  const { guid, name, archived } = project;

  // Promises, not callbacks of the mutation: those end with the card, which archiving and deleting take away.
  const archive = (archived: boolean) =>
    change.mutateAsync({ guid, archived }).then(() => {
      const undo = () => void change.mutateAsync({ guid, archived: !archived }).catch(failed);
      toast(archived ? `${name} was archived` : `${name} is back`, { action: { label: 'Undo', run: undo } });
    }, failed);

  const del = () =>
    remove.mutateAsync(guid).then(() => {
      const undo = () =>
        void restore.mutateAsync(guid).then(() => navigate(`/client?guid=${guid}`), failed);
      toast(`${name} was deleted`, { action: { label: 'Undo', run: undo } });
      if (active) navigate('/client');
    }, failed);

  const copy = () =>
    duplicate.mutateAsync(guid).then((copied) => {
      toast(`${name} was duplicated`, { tone: 'success' });
      navigate(`/client?guid=${copied.guid}`);
    }, failed);

  const download = () => findDownload(guid).then(() => location.assign(downloadUrl(guid)), failed);

  const items: MenuItem[] = [
    { label: 'Rename', icon: PencilLine, onSelect: onRename },
    { label: 'Duplicate', icon: Copy, onSelect: () => void copy() },
    { label: 'Share', icon: Share2, onSelect: onShare },
    { label: 'Download the source', icon: Download, onSelect: () => void download() },
    archived
      ? { label: 'Take out of the archive', icon: ArchiveRestore, apart: true, onSelect: () => void archive(false) }
      : { label: 'Archive', icon: Archive, apart: true, onSelect: () => void archive(true) },
    { label: 'Delete', icon: Trash2, danger: true, onSelect: () => void del() },
  ];
  return { items, rename: (name: string) => void change.mutateAsync({ guid, name }).catch(failed) };
}
