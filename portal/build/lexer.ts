import type { Plugin } from 'vite';

const file = /\/marked\/lib\/marked\.esm\.js$/;
// Where the library makes the instance behind its functions, which holds on to its parser, renderers and hooks.
const instance = /var \w+=new \w+;function \w+\(\w+,\w+\)\{return \w+\.parse\(\w+,\w+\)\}/;
const name = /export\{.*\b(\w+) as Lexer\b/s;

/**
 * Takes of marked its lexer alone. The library comes as one file whose last statements hold all the rest of it, which nothing
 * can shake off: a quarter of what formats an answer, and the part that writes HTML.
 */
export function lexer(): Plugin {
  return {
    name: 'lexer',
    transform(code, id) {
      if (!file.test(id)) return null;
      const at = code.search(instance);
      const local = name.exec(code)?.[1];
      if (at < 0 || !local) throw new Error('marked is written otherwise than build/lexer.ts knows; see docs/adr/0026.');
      return { code: `${code.slice(0, at)}export{${local} as Lexer};`, map: null };
    },
  };
}
