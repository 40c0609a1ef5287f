import { CircleAlert, FileText, Image, X } from 'lucide-react';
import { cx } from '../../ui/cx.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { type Attached, sizeOf } from './attachments.ts';

/** A file on its way, with how far it is and a way to take it back. */
export function AttachmentChip({ file, onRemove }: { file: Attached; onRemove: () => void }) {
  const Icon = file.state === 'failed' ? CircleAlert : /\.(png|jpe?g)$/i.test(file.name) ? Image : FileText;
  return (
    <li
      className={cx(
        'relative flex max-w-full items-center gap-2.5 overflow-hidden rounded-xl border bg-surface py-1.5 pr-1 pl-3 text-sm',
        file.state === 'failed' ? 'border-danger-ink' : 'border-border',
      )}
    >
      <span className={file.state === 'failed' ? 'text-danger-ink' : 'text-primary-ink'}>
        {file.state === 'sending' ? <Spinner /> : <Icon className="size-4" aria-hidden="true" />}
      </span>
      <span className="min-w-0">
        <span className="block max-w-48 truncate" title={file.name}>{file.name}</span>
        <span className={cx('block text-xs', file.error ? 'max-w-64 text-danger-ink' : 'text-muted')} role={file.error ? 'alert' : undefined}>
          {file.error ?? (file.state === 'sending' ? `${Math.round(file.progress * 100)}% of ${sizeOf(file.size)}` : sizeOf(file.size))}
        </span>
      </span>
      <button
        type="button"
        aria-label={file.state === 'sending' ? `Cancel the upload of ${file.name}` : `Remove ${file.name}`}
        className="tap-square grid shrink-0 place-items-center rounded-lg text-muted hover:bg-hover hover:text-text"
        onClick={onRemove}
      >
        <X className="size-4" aria-hidden="true" />
      </button>
      {file.state === 'sending' && (
        <span
          className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-primary transition-transform"
          style={{ transform: `scaleX(${file.progress})` }}
        />
      )}
    </li>
  );
}
