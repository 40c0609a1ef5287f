import { CopyButton } from '../../ui/CopyButton.tsx';

/** Code with its language and a way to copy it. */
export function CodeBlock({ code, language }: { code: string; language: string | undefined }) {
  return (
    <figure className="my-3 overflow-hidden rounded-xl border border-border bg-background">
      <figcaption className="flex items-center justify-between border-b border-border pr-1 pl-3.5 text-xs text-muted">
        {language ?? 'Code'}
        <CopyButton text={code} label="Copy the code" />
      </figcaption>
      <pre className="overflow-x-auto p-3.5 font-mono text-[0.8125rem] leading-relaxed" tabIndex={0}><code>{code}</code></pre>
    </figure>
  );
}
