// Fails when the JavaScript a browser loads before a surface is at rest is more than was promised, compressed by gzip.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const limits = { client: 130, onboarding: 130, embed: 130, admin: 170 };
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const { module } = await runnerImport(fileURLToPath(new URL('../build/manifest.ts', import.meta.url)));
const manifest = module.readManifest(dist);

let over = false;
for (const [surface, limit] of Object.entries(limits)) {
  const files = [...module.firstOf(manifest, surface)].filter((file) => file.endsWith('.js'));
  const size = files.reduce((sum, file) => sum + statSync(`${dist}/${file}.gz`).size, 0) / 1024;
  over ||= size > limit;
  console.log(`${size > limit ? 'TOO MUCH' : 'ok'}  ${surface}: ${size.toFixed(1)} of ${limit} KB in ${files.length} files`);
}
// What shows answers is fetched beside them, and told apart: of a new project nobody fetches it.
const formatted = [...module.closure(manifest, 'src/session/chat/Markdown.tsx')];
const more = formatted.filter((file) => file.endsWith('.js') && !module.firstOf(manifest, 'client').has(file));
console.log(`    answers: ${(more.reduce((sum, file) => sum + statSync(`${dist}/${file}.gz`).size, 0) / 1024).toFixed(1)} KB more`);
process.exitCode = over ? 1 : 0;
