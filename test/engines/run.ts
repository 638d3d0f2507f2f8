// npm run test:engines: what is said of the stand-ins, said of a real OpenSearch and a real Kafka, and the Flink job of the analysis of
// clicks, which reads what came through that Kafka and the bridge, and the landing of a lakehouse behind it: where this machine has Java and Maven.
import { join } from 'node:path';
import { clicksThroughKafka } from './clicks/clicks-through-kafka.ts';
import { kafka, openSearch, type Address } from './engines.ts';
import { builtEngine, startEngine, type Engine } from './engine-process.ts';
import { findJava, missingFor } from './java.ts';
import { landingThroughKafka } from './landing/landing-through-kafka.ts';
import { testFlinkJob } from './flink-job.ts';
import { missingPython, testSparkJob } from './spark-job.ts';
import { runJest } from '../run-jest.ts';

/** OpenSearch 3 needs it. */
const javaOfOpenSearch = 21;
/** Kafka 4 needs it, and Managed Service for Apache Flink has it. */
const javaOfKafka = 17;
/** Of what comes through Kafka. */
const seed = Number(process.env['SEED'] ?? 1);

await test(openSearch, javaOfOpenSearch, ({ host, port }) =>
  runJest(import.meta.dirname, { REAL_ENGINE: `http://${host}:${port}` }),
);
await test(kafka, javaOfKafka, async ({ host, port }, javaHome) => {
  const address = `${host}:${port}`;
  runJest(join(import.meta.dirname, 'topics'), { REAL_KAFKA: address, JAVA_OF_KAFKA: javaHome });
  const { records, delivered, parked, dropped } = await landingThroughKafka(address, seed, javaHome);
  console.log(
    `${records} records came through Kafka to the landing: ${delivered} landed, ${parked} are parked, ${dropped} have no value`,
  );
  const throughKafka = await clicksThroughKafka(address, seed);
  console.log(`${throughKafka.records.length} records of the stream came through Kafka and the bridge`);
  if (!testFlinkJob(javaHome, throughKafka)) process.exitCode = 1;
});

/** What is said of a stand-in, said of the server that it stands for. */
async function test(
  engine: Engine,
  java: number,
  run: (address: Address, javaHome: string) => void | Promise<void>,
): Promise<void> {
  const missing = missingFor(java);
  if (missing) {
    console.log(`skipped: ${engine.name}: ${missing}. The tests of its stand-in alone run with npm test.`);
    return;
  }
  const javaHome = findJava(java)!;
  builtEngine(engine, javaHome);
  const { ready, stop } = await startEngine<Address & { version: string }>(engine, javaHome);
  console.log(`${engine.name} ${ready.version} at ${ready.host}:${ready.port}`);
  await run(ready, javaHome);
  await stop();
}

/** Glue has it. */
const javaOfSpark = 17;
const java = findJava(javaOfSpark);
const noSpark = java ? missingPython() : `no Java ${javaOfSpark} or newer`;
if (!java || noSpark) {
  console.log(`skipped: the Spark job: ${noSpark}. Its specification is tested in TypeScript with npm test.`);
} else if (!testSparkJob(java)) {
  process.exitCode = 1;
}
