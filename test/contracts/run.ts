// npm run test:contracts: projects around contracts of many kinds, on one set of dependencies.
import { runJest } from '../run-jest.ts';

runJest(import.meta.dirname, {});
