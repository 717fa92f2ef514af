import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: '/',
  cacheDir: here('../.cache/vite'),
  plugins: [react()],
  build: {
    outDir: here('../dist/portal'),
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    // Files, not data: addresses: a strict content policy then holds without exceptions for fonts
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
});
