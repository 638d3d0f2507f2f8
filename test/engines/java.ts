import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** OpenSearch 3 needs it. */
export const leastJava = 21;

const installed = '/usr/lib/jvm';

/** The home of a Java that OpenSearch runs on: the one that is asked for, else one that is installed. */
export function findJava(): string | undefined {
  return candidates().find((home) => versionOf(home) >= leastJava);
}

export const hasMaven = (): boolean => spawnSync('mvn', ['--version'], { stdio: 'ignore' }).status === 0;

function candidates(): string[] {
  const onPath = /java\.home = (.*)/.exec(propertiesOf('java'))?.[1];
  return [process.env['JAVA_HOME'], onPath, ...folders()].filter((home) => home !== undefined);
}

function folders(): string[] {
  try {
    return readdirSync(installed).map((name) => join(installed, name));
  } catch {
    return [];
  }
}

/** 0 where there is no Java. */
const versionOf = (home: string): number =>
  Number(/java\.specification\.version = (\d+)/.exec(propertiesOf(join(home, 'bin', 'java')))?.[1] ?? 0);

const propertiesOf = (java: string): string =>
  String(spawnSync(java, ['-XshowSettings:properties', '-version'], { encoding: 'utf8' }).stderr ?? '');
