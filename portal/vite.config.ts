import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { boot } from './build/boot.ts';
import { chunkOf } from './build/chunks.ts';
import { compress } from './build/compress.ts';
import { icons } from './build/icons.ts';
import { lexer } from './build/lexer.ts';
import { themes } from './build/themes.ts';

const source = fileURLToPath(new URL('./src', import.meta.url));
const server = process.env['PORTAL_SERVER'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react(), tailwind(), themes(), icons(), lexer(), boot(), compress()],
  resolve: { alias: { '@': source } },
  build: {
    target: 'es2022',
    manifest: true,
    sourcemap: false,
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: chunkOf(source) }] } } },
  },
  server: { proxy: { '/api': server, '/ws': { target: server, ws: true } } },
  test: {
    environment: 'happy-dom',
    setupFiles: ['./src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // Other suites run beside these, on machines with few processors.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
