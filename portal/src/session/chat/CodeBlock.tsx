import { isValidElement, type ReactNode } from 'react';
import { CopyButton } from '../../ui/CopyButton.tsx';

interface CodeProps {
  className?: string;
  children?: ReactNode;
}

/** Code with its language and a way to copy it. */
export function CodeBlock({ children }: { children: ReactNode }) {
  const code = isValidElement<CodeProps>(children) ? children.props : undefined;
  const language = /language-(\S+)/.exec(code?.className ?? '')?.[1];
  return (
    <figure className="my-3 overflow-hidden rounded-xl border border-border bg-background">
      <figcaption className="flex items-center justify-between border-b border-border pr-1 pl-3.5 text-xs text-muted">
        {language ?? 'Code'}
        <CopyButton text={textOf(code?.children).replace(/\n$/, '')} label="Copy the code" />
      </figcaption>
      <pre className="overflow-x-auto p-3.5 font-mono text-[0.8125rem] leading-relaxed" tabIndex={0}>{children}</pre>
    </figure>
  );
}

function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('');
  return isValidElement<CodeProps>(node) ? textOf(node.props.children) : '';
}
