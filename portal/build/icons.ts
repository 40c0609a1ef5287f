import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const imports = /import \{([^}]*)\} from 'lucide-react';/g;

/**
 * Has each module import the icons it draws from their own files. Through the library's index every surface reaches every
 * icon, and so all of them would be in what all surfaces load first (build/chunks.ts).
 */
export function icons(): Plugin {
  let files: Map<string, string>;
  return {
    name: 'icons',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      files = filesOf((await this.resolve('lucide-react'))!.id);
    },
    transform(code, id) {
      // Random words that only React's warnings while developing ask for, and nothing compresses.
      if (/\/lucide-react\/.*\/icons\//.test(id)) return { code: code.replace(/, key: "\w+"/g, ''), map: null };
      if (!/\.tsx?$/.test(id) || !code.includes("from 'lucide-react'")) return null;
      const own = code.replace(imports, (_, names: string) =>
        names.split(',').map((name) => name.trim()).filter((name) => name && !name.startsWith('type ')).map((name) => {
          const [icon, local] = name.split(' as ');
          const file = files.get(icon!);
          if (!file) throw new Error(`lucide-react has no icon ${icon}.`);
          return `import ${local ?? icon} from '${file}';`;
        }).join(''));
      return { code: own, map: null };
    },
  };
}

/** Where each name that an index exports comes from. */
function filesOf(index: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const [, names, file] of readFileSync(index, 'utf8').matchAll(/export \{([^}]*)\} from '(\.\/icons\/[^']+)';/g)) {
    for (const [, name] of names!.matchAll(/default as (\w+)/g)) files.set(name!, join(dirname(index), file!));
  }
  return files;
}
