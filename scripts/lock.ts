// npm run lock: brings every lock file of the repository in step with what declares its packages.
import { join } from 'node:path';
import { writeLock } from './npm-lock.ts';

const root = join(import.meta.dirname, '..');
writeLock(root);
