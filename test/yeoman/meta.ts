import { join } from 'node:path';

/** Where the generator is, and the name that Yeoman has for it. */
export const meta = {
  namespace: 'stream-pipeline:app',
  resolved: join(import.meta.dirname, '..', '..', 'generators', 'app', 'index.ts'),
};
