import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
}

type Manifest = Record<string, Chunk>;

export type Surface = 'client' | 'onboarding' | 'admin' | 'embed';

export const surfaces: readonly Surface[] = ['client', 'onboarding', 'admin', 'embed'];

export function readManifest(dist: string): Manifest {
  return JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;
}

/** The files a browser needs before the chunk of `entry` runs. */
export function closure(manifest: Manifest, entry: string, files = new Set<string>()): Set<string> {
  const chunk = manifest[entry];
  if (!chunk) {
    throw new Error(`${entry} is not in the build; is the entry still called that?`);
  }
  if (!files.has(chunk.file)) {
    files.add(chunk.file);
    chunk.css?.forEach((file) => files.add(file));
    chunk.imports?.forEach((next) => closure(manifest, next, files));
  }
  return files;
}

/** The files a browser needs to draw a surface for the first time. */
export function firstOf(manifest: Manifest, surface: Surface): Set<string> {
  const files = new Set<string>();
  closure(manifest, 'index.html', files);
  return closure(manifest, `src/surfaces/${surface}/index.tsx`, files);
}
