// Usage: before-build.mjs FOLDER. Says what is unfinished in a site's source; status 1 when anything is.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";

const root = resolve(process.argv[2] ?? "code");
if (!existsSync(root) || !statSync(root).isDirectory()) {
  console.error("Right is: before-build.mjs FOLDER");
  process.exit(2);
}

const skipped = new Set(["node_modules", "dist", ".git"]);
const source = new Set([".html", ".css", ".js", ".jsx", ".mjs", ".ts", ".tsx"]);
const endings = ["", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".css", ".json", "/index.ts", "/index.tsx", "/index.js"];

const signs = [
  [/lorem ipsum|dolor sit amet|\b(?:item|product|service|feature) [123]\b|\byour (?:company|business|text) here\b/i, "filler text"],
  [/placehold\.(?:co|it)|via\.placeholder|picsum\.photos|placekitten/i, "placeholder picture"],
  [/href=(?:"#"|'#'|\{"#"\}|""|"javascript:)/i, "link that leads nowhere"],
  [/on(?:Click|Submit|Change)=\{\(\w*\) => \{\s*\}\}/, "handler that does nothing"],
  [/@import\s+["']tailwindcss|@theme\b|@tailwindcss\/(?:vite|postcss)/, "Tailwind 4; version 3 is used here"],
  [/https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)/, "address of a development server"],
  [/(?:\/\/|\/\*|<!--|\{\/\*)\s*(?:\.\.\.|…|rest of|existing code|todo:|fixme)/i, "left out or left open"],
];

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    skipped.has(entry.name) ? [] : entry.isDirectory() ? files(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : []);

const problems = [];
const all = files(root).filter((file) => source.has(extname(file)));
const isApplication = all.filter((file) => extname(file) === ".html").length === 1;
for (const file of all) {
  const text = readFileSync(file, "utf8");
  const name = relative(root, file);
  if (text.trim() === "") {
    problems.push(`${name}: empty`);
    continue;
  }

  text.split("\n").forEach((line, at) =>
    signs.filter(([sign]) => sign.test(line)).forEach(([, what]) => problems.push(`${name}:${at + 1}: ${what}: ${line.trim().slice(0, 100)}`)));

  for (const [, target] of text.matchAll(/(?:from|import|import\()\s*["'](\.{1,2}\/[^"'?]+)/g)) {
    if (!endings.some((ending) => isFile(resolve(dirname(file), target + ending)))) {
      problems.push(`${name}: imports ${target}, which is not there`);
    }
  }

  for (const [, target] of text.matchAll(/(?:href|src)=["'](\/[^"'?#/][^"'?#]*)/g)) {
    if (isApplication && !extname(target)) {
      continue; // Its own script shows something there; the check of what was built opens it.
    }

    const places = [join(root, target), join(root, "public", target), join(root, "src", target)];
    if (!places.some((place) => isFile(place) || isFile(join(place, "index.html")))) {
      problems.push(`${name}: names ${target}, which is not there`);
    }
  }

  // The compiler finds the rest; this is what it would blame on another line.
  if (/\.[jt]sx?$/.test(file) && /(?:[,({[=+&|?:<]|=>|\b(?:return|const|let|function|import|export))\s*$/.test(text)) {
    problems.push(`${name}: ends in the middle`);
  }

  if (extname(file) === ".html" && !/<\/html>\s*$/i.test(text)) {
    problems.push(`${name}: ends before </html>`);
  }
}

if (all.length === 0) {
  problems.push("there is no source at all");
}

console.log(problems.length === 0 ? `${all.length} files, nothing unfinished` : problems.join("\n"));
process.exit(problems.length === 0 ? 0 : 1);

function isFile(path) {
  return existsSync(path) && statSync(path).isFile();
}
