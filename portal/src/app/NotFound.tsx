import { Compass } from 'lucide-react';
import { Notice } from '../ui/states.tsx';

export function NotFound() {
  return (
    <Notice icon={<Compass />} title="There is nothing at this address">
      The link may be incomplete. Open it again from where you got it, or ask whoever sent it.
    </Notice>
  );
}
