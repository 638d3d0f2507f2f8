// npm run test:engines: what is said of the index stand-in, said of a real OpenSearch, where this machine has Java and Maven.
import { findJava, hasMaven, leastJava } from './java.ts';
import { builtEngine, startEngine } from './opensearch-process.ts';
import { runJest } from '../run-jest.ts';

const java = findJava();
if (!java || !hasMaven()) {
  const missing = java
    ? 'no Maven (mvn) on the path'
    : `no Java ${leastJava} or newer (JAVA_HOME, /usr/lib/jvm or the path)`;
  console.log(`skipped: ${missing}. The tests of the index stand-in alone run with npm test.`);
} else {
  builtEngine(java);
  const engine = await startEngine(java);
  console.log(`OpenSearch ${engine.version} at ${engine.url}`);
  runJest(import.meta.dirname, { REAL_ENGINE: engine.url });
  await engine.stop();
}
