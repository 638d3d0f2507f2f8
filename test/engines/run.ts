// npm run test:engines: what is said of the stand-ins, said of a real OpenSearch and a real Kafka, and the Flink job of the analysis of
// clicks in a Flink of this process: where this machine has Java and Maven.
import { kafka, openSearch, type Address } from './engines.ts';
import { builtEngine, startEngine, type Engine } from './engine-process.ts';
import { findJava, missingFor } from './java.ts';
import { testFlinkJob } from './flink-job.ts';
import { runJest } from '../run-jest.ts';

/** OpenSearch 3 needs it. */
const javaOfOpenSearch = 21;
/** Managed Service for Apache Flink has it, and Kafka 4 needs it. */
const javaOfFlink = 17;

await test(openSearch, javaOfOpenSearch, ({ host, port }) =>
  runJest(import.meta.dirname, { REAL_ENGINE: `http://${host}:${port}` }),
);
await test(kafka, javaOfFlink, ({ host, port }, javaHome) =>
  runJest(`${import.meta.dirname}/topics`, { REAL_KAFKA: `${host}:${port}`, JAVA_OF_KAFKA: javaHome }),
);

const noFlink = missingFor(javaOfFlink);
if (noFlink) {
  console.log(`skipped: the Flink job: ${noFlink}. Its specification is tested in TypeScript with npm test.`);
} else if (!testFlinkJob(findJava(javaOfFlink)!)) {
  process.exitCode = 1;
}

/** What is said of a stand-in, said of the server that it stands for. */
async function test(engine: Engine, java: number, run: (address: Address, javaHome: string) => void): Promise<void> {
  const missing = missingFor(java);
  if (missing) {
    console.log(`skipped: ${engine.name}: ${missing}. The tests of its stand-in alone run with npm test.`);
    return;
  }
  const javaHome = findJava(java)!;
  builtEngine(engine, javaHome);
  const { ready, stop } = await startEngine<Address & { version: string }>(engine, javaHome);
  console.log(`${engine.name} ${ready.version} at ${ready.host}:${ready.port}`);
  run(ready, javaHome);
  await stop();
}
