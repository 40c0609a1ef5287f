import { Compass, Link2Off, Unlink } from 'lucide-react';
import { useNavigate } from 'react-router';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/states.tsx';

interface Props {
  /** The link is no link of a project at all. */
  incomplete?: boolean;
  /** It was a guest's. */
  share?: boolean;
}

/** What a link leads to that opens nothing: mistyped, deleted, or a share that was taken back. */
export function NoProject({ incomplete, share }: Props) {
  const navigate = useNavigate();
  if (share) {
    return (
      <Notice icon={<Unlink />} title="This link was taken back">
        The owner of the project shares it no longer by this link. Ask for a new one.
      </Notice>
    );
  }
  return (
    <Notice
      icon={incomplete ? <Link2Off /> : <Compass />}
      title={incomplete ? 'This link is not complete' : 'This project is not here'}
      action={<Button look="primary" onClick={() => void navigate('/client')}>Find my projects</Button>}
    >
      {incomplete
        ? 'A piece of it is missing. Copy the whole link from the mail, or open your projects by your e-mail address.'
        : 'It was deleted, or the link is mistyped. Your other projects are a mail away.'}
    </Notice>
  );
}
