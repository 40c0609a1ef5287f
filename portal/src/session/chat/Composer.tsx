import { ArrowUp, Mic, Paperclip, Square } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useConfig } from '../../api/config.ts';
import { refusal } from '../../api/uploads.ts';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { toast } from '../../ui/toasts.ts';
import { useSessionScope } from '../sessionContext.ts';
import { AttachmentChip } from './AttachmentChip.tsx';
import { instructionFor } from './attachments.ts';
import type { Unsent } from './outbox.ts';
import { useDraft } from './useDraft.ts';
import { useVoice } from './useVoice.ts';

export const longest = 32_000;
const tallest = 200;

interface Props {
  onSend: (text: string, files: Unsent['files']) => void;
  placeholder: string;
}

/** Where a message is written: grows with its text, takes files by choice, paste and drop, and keeps what was not sent. */
export function Composer({ onSend, placeholder }: Props) {
  const { access, attached } = useSessionScope();
  const { data: config } = useConfig();
  const [draft, setDraft] = useDraft(access);
  const files = useSyncExternalStore(attached.subscribe, attached.read);
  const [dragging, setDragging] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const before = useRef('');
  const voice = useVoice((said) => setDraft(before.current ? `${before.current} ${said}` : said));

  useEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, tallest)}px`;
  }, [draft]);

  const add = (added: Iterable<File>) => attached.add(added, config?.upload);
  const ready = files.filter((file) => file.state === 'ready');
  const waiting = files.some((file) => file.state === 'sending');
  const over = draft.length - longest;
  const canSend = !waiting && over <= 0 && (draft.trim() !== '' || ready.length > 0);

  const send = () => {
    if (!canSend) return;
    const text = draft.trim() || instructionFor(ready.map((file) => file.name));
    onSend(text, ready.map((file) => ({ id: file.uploadId!, name: file.name })));
    setDraft('');
    attached.clear();
    voice?.drop();
    area.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the choice of an input method, which must not send.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  const onPaste = (event: ClipboardEvent) => {
    const { files: pasted } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain');
    if (pasted.length > 0) {
      event.preventDefault();
      add(pasted);
    } else if (draft.length + text.length > longest) {
      event.preventDefault();
      const file = new File([text], 'pasted-text.txt', { type: 'text/plain' });
      add([file]);
      // One that is too large even for a file says so itself.
      if (!config || !refusal(file, config.upload)) toast('That is too long for a message, so it was attached as a text file.');
    }
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDragging(false);
    add(event.dataTransfer.files);
  };

  return (
    <form
      className="px-3 pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={onDrop}
    >
      <div
        className={cx(
          'mx-auto max-w-3xl rounded-2xl border bg-raised shadow-sm transition-[border-color,box-shadow]',
          'focus-within:border-ring focus-within:shadow-[0_0_0_3px_color-mix(in_srgb,var(--ring)_22%,transparent)]',
          dragging ? 'border-ring' : 'border-edge',
        )}
      >
        {files.length > 0 && (
          <ul aria-label="Files to send" className="flex flex-wrap gap-2 px-3 pt-3">
            {files.map((file) => <AttachmentChip key={file.key} file={file} onRemove={() => attached.remove(file.key)} />)}
          </ul>
        )}
        <textarea
          ref={area}
          rows={1}
          dir="auto"
          aria-label="Message"
          placeholder={dragging ? 'Drop files here' : placeholder}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="block w-full resize-none bg-transparent px-4 pt-3.5 pb-1 outline-none"
        />
        <div className="flex items-center gap-1 p-2">
          {voice && (
            <IconButton
              label={voice.listening ? 'Stop dictating' : 'Dictate'}
              aria-pressed={voice.listening}
              className={voice.listening ? 'text-danger-ink' : undefined}
              onClick={() => {
                if (!voice.listening) before.current = draft.trim();
                voice.toggle();
              }}
            >
              {voice.listening ? <Square /> : <Mic />}
            </IconButton>
          )}
          <IconButton label="Attach files" onClick={() => chooser.current?.click()}><Paperclip /></IconButton>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            accept={config?.upload.types.join(',')}
            onChange={(event) => {
              add(event.target.files ?? []);
              event.target.value = '';
            }}
          />
          <span className={cx('ml-auto px-2 text-xs', over > 0 ? 'text-danger-ink' : 'text-muted')} role={over > 0 ? 'alert' : undefined}>
            {over > 0 ? `${over.toLocaleString()} characters too many`
              : draft.length > longest * 0.9 ? `${(-over).toLocaleString()} left` : ''}
          </span>
          <IconButton
            type="submit"
            label={waiting ? 'Send (when the files are uploaded)' : 'Send'}
            look="primary"
            disabled={!canSend}
            className="rounded-full"
          >
            <ArrowUp />
          </IconButton>
        </div>
      </div>
    </form>
  );
}
