// npm run contract: writes contract/derived/ from the events that contract/index.json names.
import { join } from 'node:path';
import { writeDerived } from '../.stream-pipeline/contract/deriver.cjs';

try {
  writeDerived(join(import.meta.dirname, '..'), console.log);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
