import { Check, CheckCheck, CircleAlert, CircleSlash, Clock, LoaderCircle } from 'lucide-react';
import { cx } from '../../ui/cx.ts';
import type { ReceiptView } from './receipts.ts';

const icons = [Clock, Check, CheckCheck, LoaderCircle, CheckCheck];

export function ReceiptLine({ receipt }: { receipt: ReceiptView }) {
  const failed = receipt.state === 'failed';
  const Icon = failed ? CircleAlert : receipt.state === 'called_off' ? CircleSlash : (icons[receipt.step] ?? Clock);
  const colour = failed ? 'text-danger-ink' : receipt.state === 'answered' ? 'text-success-ink' : 'text-muted';
  return (
    <span className={cx('flex items-center gap-1', colour)}>
      <Icon className={cx('size-3.5', receipt.state === 'working' && 'animate-spin')} aria-hidden="true" />
      {receipt.text}
    </span>
  );
}
