import { stripVTControlCharacters } from 'node:util';
import type { NeededProgram } from '../../core/use-case.ts';
import { findUseCase } from '../../core/use-cases.ts';
import type { Finding } from './finding.ts';
import { runProgram } from '../../entrance/program.ts';

/** A program that a project, or work on one, needs. */
interface Program {
  what: string;
  command: string;
  args: readonly string[];
  /** The oldest major version that will do. */
  atLeast: number;
  neededFor: string;
  /** How use cases call it whose projects need it; undefined for what every project needs. */
  id?: NeededProgram;
  remedy: string;
}

const programs: readonly Program[] = [
  {
    what: 'npm',
    command: 'npm',
    args: ['--version'],
    atLeast: 10,
    neededFor: 'installing and running a project',
    remedy: 'Install Node.js, which includes npm: https://nodejs.org',
  },
  {
    what: 'git',
    command: 'git',
    args: ['--version'],
    atLeast: 2,
    neededFor: 'version control, and deploying through GitHub Actions',
    remedy: 'Install git: https://git-scm.com/downloads',
  },
  {
    what: 'Java',
    id: 'java',
    command: 'java',
    args: ['-version'],
    atLeast: 17,
    neededFor: 'Apache Flink applications',
    remedy: 'Install JDK 17 or later, for example Amazon Corretto: https://aws.amazon.com/corretto',
  },
  {
    what: 'Maven',
    id: 'maven',
    command: 'mvn',
    args: ['--version'],
    atLeast: 3,
    neededFor: 'building Apache Flink applications',
    remedy: 'Install Maven: https://maven.apache.org/install.html',
  },
  {
    what: 'Python',
    id: 'python',
    command: 'python3',
    args: ['--version'],
    atLeast: 3,
    neededFor: 'AWS Glue jobs',
    remedy: 'Install Python 3: https://www.python.org/downloads',
  },
];

/** Looks for the programs that projects of a use case need; without one, for those that every project needs. */
export function findPrograms(useCase: string | undefined, cwd: string, signal: AbortSignal): Promise<Finding[]> {
  const { programs: more = [] } = findUseCase(useCase) ?? {};
  const needed = programs.filter(({ id }) => id === undefined || more.includes(id));
  return Promise.all(needed.map((program) => find(program, cwd, signal)));
}

async function find(program: Program, cwd: string, signal: AbortSignal): Promise<Finding> {
  const { what, command, args, atLeast, neededFor, remedy } = program;
  const about = { what, neededFor, neededTo: 'generate' } as const;
  const until = AbortSignal.any([signal, AbortSignal.timeout(5000)]);
  const { status, text } = await runProgram(command, args, { cwd, signal: until, env: process.env });
  signal.throwIfAborted();
  const version = status === 0 ? /\d+(\.\d+)*/.exec(stripVTControlCharacters(text))?.[0] : undefined;
  if (!version) return { ...about, state: 'missing', found: 'not found', remedy };
  // Java 8 reports version 1.8
  const major = Number(version.replace(/^1\.(?=8)/, '').split('.')[0]);
  if (major < atLeast)
    return { ...about, state: 'unsuitable', found: `${version}; version ${atLeast} or later is required`, remedy };
  return { ...about, state: 'ok', found: version };
}
