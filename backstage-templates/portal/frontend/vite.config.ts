import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Built once, served by serve-frontend.ts. Defines what Backstage's own bundler defines. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  // the catalog exports CSV with a package whose default build needs Node.js
  resolve: { alias: { 'csv-stringify/lib/sync': 'csv-stringify/lib/browser/sync.js' } },
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.HAS_REACT_DOM_CLIENT': 'true',
    'process.env.APP_CONFIG': '[]',
    'process.env.BUILD_INFO': '{}',
    'process.env': '({})',
    global: 'globalThis',
  },
  build: {
    outDir: join(import.meta.dirname, '..', '..', '..', 'build', 'portal', 'frontend'),
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    chunkSizeWarningLimit: 20_000,
  },
  logLevel: 'error',
});
