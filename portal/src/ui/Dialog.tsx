import { X } from 'lucide-react';
import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';

interface Props {
  title: string;
  description?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
  /** Comes in from the left edge, full height. */
  drawer?: boolean;
}

/**
 * The browser's own modal dialog: it holds the focus, closes with Escape, makes the page behind it inert and gives the focus
 * back, all without a style element, which the content security policy would refuse.
 */
export function Dialog({ title, description, onClose, children, wide, drawer }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // A menu that led here is gone by now; the browser would leave the focus nowhere.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const leave = (event: SyntheticEvent<HTMLDialogElement>) => {
    event.preventDefault();
    if (event.target === dialog.current) onClose();
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-text` : undefined}
      onCancel={leave}
      onMouseDown={(event) => event.target === dialog.current && onClose()}
      className={cx(
        'bg-transparent p-0 text-text backdrop:animate-fade',
        drawer
          ? 'm-0 h-dvh max-h-none w-[min(20rem,calc(100vw-3rem))] max-w-none'
          : 'm-auto max-h-[min(46rem,calc(100dvh-2rem))] w-[calc(100vw-2rem)] animate-rise',
        !drawer && (wide ? 'max-w-3xl' : 'max-w-lg'),
      )}
    >
      <div
        className={cx(
          'flex flex-col border border-border bg-surface shadow-2xl',
          drawer ? 'h-full' : 'max-h-[inherit] rounded-2xl',
        )}
      >
        <header className="flex items-start gap-3 px-5 pt-4 pb-3">
          <div className="min-w-0 flex-1">
            <h2 id={`${id}-title`} className="text-lg font-semibold">{title}</h2>
            {description && <p id={`${id}-text`} className="mt-0.5 text-sm text-soft">{description}</p>}
          </div>
          <IconButton label="Close" onClick={onClose} className="-mr-2"><X /></IconButton>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
      </div>
    </dialog>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}
