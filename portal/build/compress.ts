import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Writes `.br` and `.gz` beside every text file of the build, so that no server compresses anything twice. */
export function compress(): Plugin {
  let dist: string | undefined;
  return {
    name: 'compress',
    apply: 'build',
    writeBundle({ dir }) {
      dist = dir;
    },
    closeBundle() {
      for (const entry of dist ? readdirSync(dist, { recursive: true, withFileTypes: true }) : []) {
        if (entry.isFile() && /\.(js|css|html|svg|json|webmanifest)$/.test(entry.name)) {
          const file = join(entry.parentPath, entry.name);
          const content = readFileSync(file);
          const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
          writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
          writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        }
      }
    },
  };
}
