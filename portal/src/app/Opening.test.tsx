import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Opening } from './Opening.tsx';

it('is what the page shows before any script is there', () => {
  const page = readFileSync('index.html', 'utf8');
  expect(page).toContain(`<div id="root">${renderToStaticMarkup(<Opening />)}</div>`);
});
