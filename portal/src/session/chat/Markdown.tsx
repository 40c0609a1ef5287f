import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { CodeBlock } from './CodeBlock.tsx';
import { decoded } from './entities.ts';

const rendered = new Map<string, ReactElement>();
const most = 300;

/** Markdown as elements. What was rendered is kept: lines that scroll in and out are not parsed again. */
export default function Markdown({ text }: { text: string }) {
  let element = rendered.get(text);
  if (!element) {
    element = <>{all(new Lexer({ gfm: true }).lex(text))}</>;
    if (rendered.size >= most) rendered.delete(rendered.keys().next().value!);
    rendered.set(text, element);
  }
  return <div className="prose" dir="auto">{element}</div>;
}

function all(tokens: readonly Token[] = []): ReactNode[] {
  return tokens.map((token, at) => <Fragment key={at}>{shown(token as MarkedToken)}</Fragment>);
}

/** Only what is named here becomes an element; HTML is shown as the text it is, since an answer may be about it. */
function shown(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'heading':
      // The page has its own headings; those of an answer come below them.
      return token.depth < 3 ? <h4>{all(token.tokens)}</h4> : token.depth === 3 ? <h5>{all(token.tokens)}</h5> : <h6>{all(token.tokens)}</h6>;
    case 'paragraph':
      return <p>{all(token.tokens)}</p>;
    case 'text':
      return token.tokens ? all(token.tokens) : decoded(token.text);
    case 'strong':
      return <strong>{all(token.tokens)}</strong>;
    case 'em':
      return <em>{all(token.tokens)}</em>;
    case 'del':
      return <del>{all(token.tokens)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'hr':
      return <hr />;
    case 'code':
      return <CodeBlock language={/^\S+/.exec(token.lang ?? '')?.[0]} code={token.text} />;
    case 'blockquote':
      return <blockquote>{all(token.tokens)}</blockquote>;
    case 'list':
      return <List list={token} />;
    case 'checkbox':
      return <><input type="checkbox" checked={token.checked} disabled readOnly />{' '}</>;
    case 'table':
      return <Table table={token} />;
    case 'link':
      return <Away to={token.href} title={token.title}>{all(token.tokens)}</Away>;
    case 'image':
      // A picture from anywhere would tell its host who reads this.
      return <Away to={token.href} title={token.title}>{decoded(token.text) || 'Picture'}</Away>;
    case 'html':
      return token.block ? <p className="whitespace-pre-wrap">{token.text.trimEnd()}</p> : token.text;
    case 'escape':
      return token.text;
    default:
      return null;
  }
}

function List({ list }: { list: Tokens.List }) {
  const items = list.items.map((item, at) => (
    <li key={at} className={item.task ? 'list-none' : undefined}>
      {item.tokens.map((token, part) => (
        <Fragment key={part}>{list.loose && token.type === 'text' ? <p>{shown(token as MarkedToken)}</p> : shown(token as MarkedToken)}</Fragment>
      ))}
    </li>
  ));
  return list.ordered ? <ol start={list.start || 1}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ table }: { table: Tokens.Table }) {
  const row = (cells: Tokens.TableCell[], Cell: 'th' | 'td') => cells.map((cell, at) => (
    <Cell key={at} className={cell.align ? aligned[cell.align] : undefined}>{all(cell.tokens)}</Cell>
  ));
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Table">
      <table>
        <thead><tr>{row(table.header, 'th')}</tr></thead>
        <tbody>{table.rows.map((cells, at) => <tr key={at}>{row(cells, 'td')}</tr>)}</tbody>
      </table>
    </div>
  );
}

// Also by their names here: a table's own look aligns its cells to the start.
const aligned = { left: 'text-left!', center: 'text-center!', right: 'text-right!' };

/** What an unsafe address was taken from is no link any more, and must not look like one. */
function Away({ to, title, children }: { to: string; title?: string | null; children: ReactNode }) {
  const address = decoded(to);
  if (!/^(https?|mailto):/i.test(address)) return <span>{children}</span>;
  return (
    <a
      href={address}
      title={title ? decoded(title) : undefined}
      target="_blank"
      rel="noopener noreferrer"
      className="font-medium text-primary-ink underline underline-offset-2"
    >
      {children}
    </a>
  );
}
