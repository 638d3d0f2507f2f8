import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { templatesFolder } from '../../generators/core/package.ts';
import { renderLayers } from '../../generators/core/render.ts';

const project = join(import.meta.dirname, '..', '..', 'build', 'engines', 'click-analysis');
const layers = ['blocks/click-analysis', 'blocks/analysis-flink'];
const contract = 'click-event.schema.json';

/**
 * Compiles and tests the Flink job of the analysis of clicks as a project has it: its core, because the connectors that the rest needs
 * are not to be had everywhere. Prints what Maven says. True where every test passes.
 */
export function testFlinkJob(javaHome: string): boolean {
  lay();
  const command = ['-B', '-ntp', '-Dstyle.color=never', '-pl', 'core', 'test'];
  const { status } = spawnSync('mvn', command, {
    cwd: join(project, 'analytics'),
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
