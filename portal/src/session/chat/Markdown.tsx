import type { ReactElement } from 'react';
import Render, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { CodeBlock } from './CodeBlock.tsx';
import { htmlAsText } from './htmlAsText.ts';

const components: Components = {
  // What an unsafe address was taken from is no link any more, and must not look like one.
  a: ({ href, children }) => !href ? <span>{children}</span> : (
    <a href={href} target="_blank" rel="noopener noreferrer" className="font-medium text-primary-ink underline underline-offset-2">
      {children}
    </a>
  ),
  // A picture from anywhere would tell its host who reads this.
  img: ({ alt, src }) => typeof src !== 'string' || !src ? <span>{alt}</span> : (
    <a href={src} target="_blank" rel="noopener noreferrer" className="text-primary-ink underline">
      {alt || 'Picture'}
    </a>
  ),
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }) => <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Table"><table>{children}</table></div>,
  // The page has its own headings; those of an answer come below them.
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
};

const rendered = new Map<string, ReactElement>();
const most = 300;

/** Markdown as elements. What was rendered is kept: lines that scroll in and out are not parsed again. */
export default function Markdown({ text }: { text: string }) {
  let element = rendered.get(text);
  if (!element) {
    element = Render({ children: text, components, remarkPlugins: [remarkGfm, htmlAsText], rehypePlugins: [rehypeSanitize] });
    if (rendered.size >= most) rendered.delete(rendered.keys().next().value!);
    rendered.set(text, element);
  }
  return <div className="prose" dir="auto">{element}</div>;
}
