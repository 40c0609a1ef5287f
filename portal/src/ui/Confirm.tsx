import { Button } from './Button.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';

interface Props {
  title: string;
  children: string;
  action: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ title, children, action, danger, busy, onConfirm, onClose }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="text-soft">{children}</p>
      <DialogActions>
        <Button onClick={onClose}>Keep as it is</Button>
        <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>{action}</Button>
      </DialogActions>
    </Dialog>
  );
}
