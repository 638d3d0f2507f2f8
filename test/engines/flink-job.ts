import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { templatesFolder } from '../../generators/core/package.ts';
import { renderLayers } from '../../generators/core/render.ts';
import type { ReadByJob } from './clicks/clicks-through-kafka.ts';

const project = join(import.meta.dirname, '..', '..', 'build', 'engines', 'click-analysis');
/** A test of what came through a real Kafka; a project has none of it. */
const test = 'StreamRecordsTest.java';
const layers = ['blocks/click-analysis', 'blocks/analysis-flink'];
const contract = 'click-event.schema.json';

/**
 * Compiles and tests the Flink job of the analysis of clicks as a project has it: its core, because the connectors that the rest needs
 * are not to be had everywhere. Reads what came through Kafka as well. Prints what Maven says. True where every test passes.
 */
export function testFlinkJob(javaHome: string, throughKafka: ReadByJob): boolean {
  lay();
  const analytics = join(project, 'analytics');
  writeFileSync(join(analytics, 'through-kafka.json'), JSON.stringify(throughKafka));
  copyFileSync(
    join(import.meta.dirname, 'flink', test),
    join(analytics, 'core', 'src', 'test', 'java', 'analysis', test),
  );
  const command = ['-B', '-ntp', '-Dstyle.color=never', '-pl', 'core', 'test'];
  const { status } = spawnSync('mvn', command, {
    cwd: analytics,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, JAVA_HOME: javaHome },
  });
  return status === 0;
}

/** The files of a project that the job is made of. */
function lay(): void {
  rmSync(project, { recursive: true, force: true });
  for (const { path, contents, mode } of renderLayers((layer) => join(templatesFolder, layer), layers, {})) {
    const file = join(project, path);
    if (!path.startsWith('analytics/')) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents, { mode });
  }
  mkdirSync(join(project, 'contract'), { recursive: true });
  copyFileSync(join(templatesFolder, 'contracts', contract), join(project, 'contract', contract));
}
