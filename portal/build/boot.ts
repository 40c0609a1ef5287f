import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { bootScript } from '../src/app/bootScript.ts';
import { closure, readManifest } from './manifest.ts';

const module = '<script type="module"';

/**
 * Puts one small blocking script into the head: it sets the theme before the first paint, and asks for the chunks of the
 * surface that the address names, which would else be asked for only once the application runs.
 */
export function boot(): Plugin {
  return {
    name: 'boot',
    configureServer(server) {
      server.middlewares.use('/boot.js', (_, response) => {
        response.setHeader('content-type', 'text/javascript').end(bootScript({}));
      });
    },
    transformIndexHtml: (html, { server }) =>
      server ? html.replace(module, `<script src="/boot.js"></script>\n    ${module}`) : html,
    writeBundle({ dir }) {
      const dist = dir ?? 'dist';
      const manifest = readManifest(dist);
      const first = closure(manifest, 'index.html');
      const chunks = Object.fromEntries(
        ['client', 'onboarding', 'admin', 'embed'].map((surface) => {
          const own = closure(manifest, `src/surfaces/${surface}/index.tsx`);
          return [surface, [...own].filter((file) => !first.has(file)).map((file) => `/${file}`)];
        }),
      );
      const source = bootScript(chunks);
      const file = `assets/boot-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`;
      writeFileSync(join(dist, file), source);
      const page = join(dist, 'index.html');
      const html = readFileSync(page, 'utf8');
      writeFileSync(page, html.replace(module, `<script src="/${file}"></script>\n    ${module}`));
    },
  };
}
