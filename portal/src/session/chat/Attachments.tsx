import { FileText } from 'lucide-react';
import { attachmentUrl } from '../../api/sessions.ts';
import type { Attachment } from '../../api/types.ts';
import { useSessionScope } from '../sessionContext.ts';
import { sizeOf } from './attachments.ts';

/** Files of a line: pictures to look at, all else to open. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { access } = useSessionScope();
  if (attachments.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-wrap gap-2" aria-label="Files">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <a
            href={attachmentUrl(access, attachment.id)}
            target="_blank"
            rel="noopener noreferrer"
            className="flex items-center gap-2 overflow-hidden rounded-xl border border-border bg-surface text-sm hover:bg-hover"
          >
            {attachment.content_type.startsWith('image/') ? (
              <img
                src={attachmentUrl(access, attachment.id)}
                alt={attachment.filename}
                loading="lazy"
                className="h-28 w-40 object-cover"
              />
            ) : (
              <span className="flex items-center gap-2 px-3 py-2">
                <FileText className="size-4 shrink-0 text-primary-ink" aria-hidden="true" />
                <span className="max-w-44 truncate">{attachment.filename}</span>
                <span className="text-xs text-muted">{sizeOf(attachment.size)}</span>
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
