import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

const project = join(import.meta.dirname, 'opensearch');
/** As pom.xml has it. */
const built = join(import.meta.dirname, '..', '..', 'build', 'engines', 'opensearch');

/** Compiles the launcher and copies OpenSearch's jars from Maven's repository, unless that was done before. */
export function builtEngine(javaHome: string): void {
  if (existsSync(join(built, 'classes', 'OpenSearchEngine.class')) && existsSync(join(built, 'lib'))) return;
  const { status } = spawnSync('mvn', ['-B', '-q', '-ntp', '-Dstyle.color=never', 'process-classes'], {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, JAVA_HOME: javaHome },
  });
  if (status !== 0) throw new Error('Maven could not build test/engines/opensearch: see above.');
}

export interface RunningEngine {
  url: string;
  version: string;
  stop(): Promise<void>;
}

/** One node on a free port of the loopback address, with its data in a temporary folder that goes with it. */
export async function startEngine(javaHome: string): Promise<RunningEngine> {
  const engine = spawn(
    join(javaHome, 'bin', 'java'),
    [
      '-Xmx512m',
      '-XX:+UseSerialGC',
      '--add-modules',
      'jdk.incubator.vector',
      '--enable-native-access=ALL-UNNAMED',
      '-Djava.net.preferIPv4Stack=true',
      '-Dengine.log.level=error',
      '-cp',
      [join(built, 'classes'), join(built, 'lib', '*')].join(delimiter),
      'OpenSearchEngine',
      `parent=${process.pid}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let told = '';
  engine.stderr.on('data', (text: Buffer) => (told += text.toString()));
  const ended = new Promise<void>((resolve) => engine.once('exit', () => resolve()));
  const ready = await Promise.race([readyLine(engine.stdout), ended.then(() => undefined)]);
  if (!ready) throw new Error(`OpenSearch did not start:\n${told}`);
  return {
    url: `http://${ready.host}:${ready.port}`,
    version: ready.version,
    stop: () => {
      engine.kill();
      return ended;
    },
  };
}

interface Ready {
  host: string;
  port: number;
  version: string;
}

async function readyLine(output: NodeJS.ReadableStream): Promise<Ready | undefined> {
  for await (const line of createInterface({ input: output }))
    if (line.startsWith('READY ')) return JSON.parse(line.slice('READY '.length)) as Ready;
  return undefined;
}
