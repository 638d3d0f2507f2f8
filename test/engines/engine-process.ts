import { spawn, spawnSync } from 'node:child_process';
import { existsSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

const builds = join(import.meta.dirname, '..', '..', 'build', 'engines');

/** A server of Java in a folder beside this file, whose pom.xml builds it into `build/engines/FOLDER`. */
export interface Engine {
  /** As people call it. */
  readonly name: string;
  readonly folder: string;
  /** The class whose `main` starts it. */
  readonly main: string;
  /** Of the Java that runs it. */
  readonly options: readonly string[];
}

/** One server, on the loopback address, with its data in a temporary folder that goes with it. */
export interface RunningEngine<Ready> {
  /** What it says of itself. */
  readonly ready: Ready;
  stop(): Promise<void>;
}

/** Compiles the launcher and copies the jars of the server from Maven's repository, unless that was done since it has changed. */
export function builtEngine({ name, folder, main }: Engine, javaHome: string): void {
  const built = join(builds, folder);
  const source = join(import.meta.dirname, folder);
  const compiled = join(built, 'classes', `${main}.class`);
  if (existsSync(join(built, 'lib')) && existsSync(compiled) && newestIn(source) < changed(compiled)) return;
  const { status } = spawnSync('mvn', ['-B', '-q', '-ntp', '-Dstyle.color=never', 'process-classes'], {
    cwd: source,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, JAVA_HOME: javaHome },
  });
  if (status !== 0) throw new Error(`Maven could not build ${name}: see above.`);
}

const changed = (file: string): number => statSync(file).mtimeMs;

const newestIn = (folder: string): number =>
  Math.max(...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => changed(join(folder, file))));

/** What runs a class of a server that is built, with these settings. */
export const javaCommand = ({ folder, main, options }: Engine, javaHome: string): [string, string[]] => [
  join(javaHome, 'bin', 'java'),
  [
    '-XX:+UseSerialGC',
    '-Djava.net.preferIPv4Stack=true',
    ...options,
    '-cp',
    [join(builds, folder, 'classes'), join(builds, folder, 'lib', '*')].join(delimiter),
    main,
  ],
];

/** Starts a server that is built, on a free port. It ends with this process. */
export async function startEngine<Ready>(
  engine: Engine,
  javaHome: string,
  settings: readonly string[] = [],
): Promise<RunningEngine<Ready>> {
  const [java, argv] = javaCommand(engine, javaHome);
  // a pipe that nobody empties while Jest runs would hold it up
  const log = join(builds, engine.folder, 'log.txt');
  const server = spawn(java, [...argv, `parent=${process.pid}`, ...settings], {
    stdio: ['ignore', 'pipe', openSync(log, 'w')],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const ready = await Promise.race([readyLine<Ready>(server.stdout!), ended.then(() => undefined)]);
  if (!ready) throw new Error(`${engine.name} did not start:\n${readFileSync(log, 'utf8')}`);
  return {
    ready,
    stop: () => {
      server.kill();
      return ended;
    },
  };
}

async function readyLine<Ready>(output: NodeJS.ReadableStream): Promise<Ready | undefined> {
  for await (const line of createInterface({ input: output }))
    if (line.startsWith('READY ')) return JSON.parse(line.slice('READY '.length)) as Ready;
  return undefined;
}
