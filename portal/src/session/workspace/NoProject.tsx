import { Compass, Link2Off, Unlink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Notice } from '../../ui/states.tsx';

interface Props {
  /** The link is no link of a project at all. */
  incomplete?: boolean;
  /** It was a guest's. */
  share?: boolean;
  /** The way on, for who has one. */
  action?: ReactNode;
}

/** What a link leads to that opens nothing: mistyped, deleted, or a share that was taken back. */
export function NoProject({ incomplete, share, action }: Props) {
  if (share) {
    return (
      <Notice icon={<Unlink />} title="This link was taken back">
        The owner of the project shares it no longer by this link. Ask for a new one.
      </Notice>
    );
  }
  return (
    <Notice icon={incomplete ? <Link2Off /> : <Compass />} title={incomplete ? 'This link is not complete' : 'This project is not here'} action={action}>
      {incomplete
        ? 'A piece of it is missing. Copy the whole link from where you got it.'
        : 'It was deleted, or the link is mistyped.'}
    </Notice>
  );
}
