// npm run test:alarms: a failure for each alarm of a project of every use case, each in a run of its own.
import { runJest } from '../run-jest.ts';

runJest(import.meta.dirname, {});
