// Fails when the JavaScript a browser loads before a surface works is more than was promised, compressed by gzip.
import { readFileSync, statSync } from 'node:fs';

const limits = { client: 130, onboarding: 130, embed: 130, admin: 170 };
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

function scripts(entry, found = new Set()) {
  const chunk = manifest[entry];
  if (!found.has(chunk.file)) {
    found.add(chunk.file);
    chunk.imports?.forEach((next) => scripts(next, found));
  }
  return found;
}

let over = false;
for (const [surface, limit] of Object.entries(limits)) {
  const files = scripts(`src/surfaces/${surface}/index.tsx`, scripts('index.html'));
  const size = [...files].reduce((sum, file) => sum + statSync(new URL(`${file}.gz`, dist)).size, 0) / 1024;
  over ||= size > limit;
  console.log(`${size > limit ? 'TOO MUCH' : 'ok'}  ${surface}: ${size.toFixed(1)} of ${limit} KB in ${files.size} files`);
}
process.exitCode = over ? 1 : 0;
