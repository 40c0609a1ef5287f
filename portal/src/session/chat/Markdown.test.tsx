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
