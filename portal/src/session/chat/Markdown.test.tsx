import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import Markdown from './Markdown.tsx';

it('shows HTML as text and runs none of it', () => {
  const { container } = render(<Markdown text={'<script>alert(1)</script>\n\nsome <b onclick="x()">bold</b> text'} />);
  expect(container.querySelector('script, b')).toBeNull();
  expect(container).toHaveTextContent('<script>alert(1)</script>');
  expect(container).toHaveTextContent('some <b onclick="x()">bold</b> text');
});

it('follows no addresses but those of pages and mail', () => {
  render(<Markdown text="[a](javascript:alert(1)) [b](data:text/html,x) [c](https://example.com)" />);
  expect(screen.getAllByText(/^[abc]$/).map((link) => link.getAttribute('href') || null)).toEqual([null, null, 'https://example.com']);
});

it('loads no pictures from elsewhere, but leads to them', () => {
  const { container } = render(<Markdown text="![A cat](https://example.com/cat.png)" />);
  expect(container.querySelector('img')).toBeNull();
  expect(screen.getByText('A cat')).toHaveAttribute('href', 'https://example.com/cat.png');
});

it('offers to copy code, and tells its language', () => {
  render(<Markdown text={'```css\nbody { margin: 0 }\n```'} />);
  expect(screen.getByText('css')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Copy the code' })).toBeInTheDocument();
});

it('shows tables and task lists', () => {
  render(<Markdown text={'| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done'} />);
  expect(screen.getByRole('table')).toBeInTheDocument();
  expect(screen.getByRole('checkbox')).toBeChecked();
});

it('knows headings, lists in lists, quotes and what is written within a line', () => {
  const { container } = render(
    <Markdown text={'# One\n\n### Three\n\n- a\n  1. b\n\n> said\n\n**bold** _slanted_ ~~gone~~ `code` \\*plain\\*  \nnext\n\n---'} />,
  );
  expect([...container.querySelectorAll('h4, h5')].map((heading) => heading.textContent)).toEqual(['One', 'Three']);
  expect(container.querySelector('ul > li > ol > li')).toHaveTextContent('b');
  expect(container.querySelector('blockquote p')).toHaveTextContent('said');
  for (const part of ['strong', 'em', 'del', 'code', 'br', 'hr']) expect(container.querySelector(part)).not.toBeNull();
  expect(container).toHaveTextContent('*plain*next');
});

it('parts the lines of a list as they were parted, and begins it where it begins', () => {
  const { container } = render(<Markdown text={'3. a\n\n4. b\n\ntext\n\n- c\n- d'} />);
  expect(container.querySelector('ol')).toHaveAttribute('start', '3');
  expect(container.querySelectorAll('ol > li > p')).toHaveLength(2);
  expect(container.querySelectorAll('ul p')).toHaveLength(0);
});

it('makes links of bare addresses, and characters of entities', () => {
  const { container } = render(<Markdown text={'Fish &amp; chips&#33; `&amp;` https://example.com/?a=1&b=2 [x](https://example.com/?c&amp;d)'} />);
  expect(container).toHaveTextContent('Fish & chips! &amp; https://example.com/?a=1&b=2 x');
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['https://example.com/?a=1&b=2', 'https://example.com/?c&d']);
});

it.each(['javascript&#58;alert(1)', 'JAVASCRIPT:alert(1)', '&#106;avascript:alert(1)', 'java\tscript:alert(1)', '//example.com', 'vbscript:x'])(
  'makes no link of %s',
  (address) => {
    render(<Markdown text={`[a](<${address}>) ![b](<${address}>)`} />);
    expect(screen.queryByRole('link')).toBeNull();
  },
);
