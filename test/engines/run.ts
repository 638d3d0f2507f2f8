// npm run test:engines: what is said of the index stand-in, said of a real OpenSearch, and the Flink job of the analysis of clicks in a
// Flink of this process: where this machine has Java and Maven.
import { findJava, missingFor } from './java.ts';
import { testFlinkJob } from './flink-job.ts';
import { builtEngine, startEngine } from './opensearch-process.ts';
import { runJest } from '../run-jest.ts';

/** OpenSearch 3 needs it. */
const javaOfOpenSearch = 21;
/** Managed Service for Apache Flink has it. */
const javaOfFlink = 17;

const noOpenSearch = missingFor(javaOfOpenSearch);
if (noOpenSearch) {
  console.log(`skipped: OpenSearch: ${noOpenSearch}. The tests of the index stand-in alone run with npm test.`);
} else {
  const java = findJava(javaOfOpenSearch)!;
  builtEngine(java);
  const engine = await startEngine(java);
  console.log(`OpenSearch ${engine.version} at ${engine.url}`);
  runJest(import.meta.dirname, { REAL_ENGINE: engine.url });
  await engine.stop();
}

const noFlink = missingFor(javaOfFlink);
if (noFlink) {
  console.log(`skipped: the Flink job: ${noFlink}. Its specification is tested in TypeScript with npm test.`);
} else if (!testFlinkJob(findJava(javaOfFlink)!)) {
  process.exitCode = 1;
}
