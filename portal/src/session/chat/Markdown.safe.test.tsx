import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import Markdown from './Markdown.tsx';

const known = 'div p h4 h5 h6 strong em del code pre br hr blockquote ul ol li input table thead tbody tr th td a span figure figcaption button svg path rect';

/** What an answer became, which must be nothing that loads, runs, or leads anywhere but to pages and mail. */
function shown(text: string): HTMLElement {
  const { container } = render(<Markdown text={text} />);
  for (const element of container.querySelectorAll('*')) {
    expect(known.split(' ')).toContain(element.localName);
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|^style$|^src|^srcset$|^action$|^formaction$/);
      if (/href$/.test(name)) expect(value).toMatch(/^(https?|mailto):/i);
    }
  }
  return container;
}

it.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">a</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<style>*{background:url(https://example.com/x)}</style>',
  '<!-- --><form action=https://example.com><button>b</button></form>',
  '<details open ontoggle=alert(1)>',
  '<math><mtext></mtext><script>alert(1)</script></math>',
])('shows %s as what it is, wherever it is written', (html) => {
  for (const [text, selector] of [[html], [`a ${html} b`], [`> ${html}`, 'blockquote'], [`- ${html}`, 'li'], [`# a ${html}`, 'h4'], [`| a ${html} |\n|---|\n| ${html} |`, 'table'], [`**${html}**`], [`[${html}](https://example.com)`], [`\`\`\`\n${html}\n\`\`\``, 'pre']]) {
    const container = shown(text!);
    expect(container).toHaveTextContent(html, { normalizeWhitespace: false });
    if (selector) expect(container.querySelector(selector)).not.toBeNull();
  }
});

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'java\u0000script:alert(1)',
  'java\tscript:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'javascript&#x3a;alert(1)',
  '&#x6A;avascript:alert(1)',
  'java&Tab;script:alert(1)',
  'java&NewLine;script:alert(1)',
  '&#1;javascript:alert(1)',
  'javascript&amp;#58;alert(1)',
  'vbscript:x',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'blob:https://example.com/x',
  'file:///etc/passwd',
  '//example.com',
  '/client?guid=a',
  'http&#58//example.com',
])('makes nothing to follow of %j', (address) => {
  for (const text of [`[a](<${address}>)`, `[a](${address})`, `![a](<${address}>)`, `[![a](<${address}>)](<${address}>)`, `[a]\n\n[a]: <${address}>`]) {
    shown(text);
    expect(screen.queryByRole('link')).toBeNull();
  }
});

it.each([
  ['<https://example.com/a>', 'https://example.com/a'],
  ['see https://example.com/a.', 'https://example.com/a'],
  ['<mailto:a@example.com>', 'mailto:a@example.com'],
  ['a@example.com', 'mailto:a@example.com'],
  ['www.example.com', 'http://www.example.com'],
])('makes a link of %s', (text, address) => {
  shown(text);
  const link = screen.getByRole('link');
  expect(link).toHaveAttribute('href', address);
  expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  expect(link).toHaveAttribute('target', '_blank');
});

it.each(['<javascript:alert(1)>', '<data:text/html,x>', 'javascript:alert(1)'])('makes no link of the bare %s', (text) => {
  expect(shown(text)).toHaveTextContent('alert(1)|x'.split('|').find((end) => text.includes(end))!);
  expect(screen.queryByRole('link')).toBeNull();
});

it('lets no title out of its attribute', () => {
  shown('[a](https://example.com "x\\" onclick=\\"alert(1)")');
  expect(screen.getByRole('link')).toHaveAttribute('title', 'x" onclick="alert(1)');
});

it('lets no language out of its caption', () => {
  expect(shown('```<img/src=x/onerror=alert(1)>\ncode\n```').querySelector('figcaption')).toHaveTextContent('<img/src=x/onerror=alert(1)>');
});
