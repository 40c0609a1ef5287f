import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifySync, type Plugin } from 'vite';
import { bootScript } from '../src/app/bootScript.ts';
import { closure, firstOf, readManifest, surfaces } from './manifest.ts';

const module = '<script type="module"';

/**
 * Writes a page for each surface, `client.html` and so on, which asks at once for the files its surface needs; from one
 * page for all they would be asked for only once the application runs. Puts one small blocking script into the heads: it
 * sets the theme before the first paint, and begins to read what the page shows first.
 */
export function boot(): Plugin {
  return {
    name: 'boot',
    configureServer(server) {
      server.middlewares.use('/boot.js', (_, response) => {
        response.setHeader('content-type', 'text/javascript').end(bootScript([]));
      });
    },
    transformIndexHtml: (html, { server }) =>
      server ? html.replace(module, `<script src="/boot.js"></script>\n    ${module}`) : html,
    writeBundle({ dir }) {
      const dist = dir ?? 'dist';
      const manifest = readManifest(dist);
      const first = closure(manifest, 'index.html');
      const addresses = (files: Set<string>, there: Set<string>) =>
        [...files].filter((file) => !there.has(file)).map((file) => `/${file}`);
      const session = firstOf(manifest, 'client');
      const script = bootScript(addresses(closure(manifest, 'src/session/chat/Markdown.tsx'), session));
      const source = minifySync('boot.js', script).code;
      const file = `assets/boot-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`;
      writeFileSync(join(dist, file), source);
      const page = join(dist, 'index.html');
      const html = readFileSync(page, 'utf8').replace(module, `<script src="/${file}"></script>\n    ${module}`);
      rmSync(page);
      for (const surface of surfaces) {
        const links = addresses(firstOf(manifest, surface), first).map((address) =>
          address.endsWith('.css')
            ? `<link rel="preload" as="style" crossorigin href="${address}">`
            : `<link rel="modulepreload" crossorigin href="${address}">`);
        writeFileSync(join(dist, `${surface}.html`), html.replace('</head>', `  ${links.join('\n    ')}\n  </head>`));
      }
    },
  };
}
