import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const installed = '/usr/lib/jvm';

/** The home of a Java of this version or a newer one: the one that is asked for, else one that is installed. */
export function findJava(least: number): string | undefined {
  return candidates().find((home) => versionOf(home) >= least);
}

/** What this machine lacks of a Java and Maven; undefined where it has both. */
export function missingFor(least: number): string | undefined {
  if (!findJava(least)) return `no Java ${least} or newer (JAVA_HOME, ${installed} or the path)`;
  return hasMaven() ? undefined : 'no Maven (mvn) on the path';
}

const hasMaven = (): boolean => spawnSync('mvn', ['--version'], { stdio: 'ignore' }).status === 0;

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
