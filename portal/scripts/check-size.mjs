// Fails when the JavaScript a browser loads before a surface is at rest is more than was promised, compressed by gzip.
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const limits = { client: 130, onboarding: 130, embed: 130, admin: 170 };
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const { module } = await runnerImport(fileURLToPath(new URL('../build/manifest.ts', import.meta.url)));
const manifest = module.readManifest(dist);

// A project with answers fetches what formats them, too, before it is at rest.
const answers = [...module.closure(manifest, 'src/session/chat/Markdown.tsx')];

let over = false;
for (const [surface, limit] of Object.entries(limits)) {
  const first = module.firstOf(manifest, surface);
  // What the page itself names beside them: the script of its head.
  for (const [, file] of readFileSync(`${dist}/${surface}.html`, 'utf8').matchAll(/src="\/(assets\/[^"]+\.js)"/g)) first.add(file);
  if (surface === 'client' || surface === 'embed') answers.forEach((file) => first.add(file));
  const files = [...first].filter((file) => file.endsWith('.js'));
  const size = files.reduce((sum, file) => sum + statSync(`${dist}/${file}.gz`).size, 0) / 1024;
  over ||= size > limit;
  console.log(`${size > limit ? 'TOO MUCH' : 'ok'}  ${surface}: ${size.toFixed(1)} of ${limit} KB in ${files.length} files`);
}
process.exitCode = over ? 1 : 0;
