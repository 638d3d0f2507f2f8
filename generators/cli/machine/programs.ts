import { stripVTControlCharacters } from 'node:util';
import { useCases, type UseCaseId } from '../../core/use-cases.ts';
import type { Finding } from './finding.ts';
import { runProgram } from './program.ts';

/** A program that a project, or work on one, needs. */
interface Program {
  what: string;
  command: string;
  args: readonly string[];
  /** The oldest major version that will do. */
  atLeast: number;
  neededFor: string;
  /** The use cases that cannot do without; the others are told that it is nothing to them. */
  neededBy: readonly UseCaseId[];
  remedy: string;
}

const everyUseCase = useCases.map(({ id }) => id);

const programs: readonly Program[] = [
  {
    what: 'npm',
    command: 'npm',
    args: ['--version'],
    atLeast: 10,
    neededFor: 'installing and running a project',
    neededBy: everyUseCase,
    remedy: 'It comes with Node.js: https://nodejs.org',
  },
  {
    what: 'git',
    command: 'git',
    args: ['--version'],
    atLeast: 2,
    neededFor: 'keeping a project, and deploying it through GitHub Actions',
    neededBy: everyUseCase,
    remedy: 'Install it: https://git-scm.com/downloads',
  },
  {
    what: 'Java',
    command: 'java',
    args: ['-version'],
    atLeast: 17,
    neededFor: 'Apache Flink applications',
    neededBy: [],
    remedy: 'Install a JDK 17 or newer, such as https://aws.amazon.com/corretto',
  },
  {
    what: 'Maven',
    command: 'mvn',
    args: ['--version'],
    atLeast: 3,
    neededFor: 'building Apache Flink applications',
    neededBy: [],
    remedy: 'Install it: https://maven.apache.org/install.html',
  },
  {
    what: 'Python',
    command: 'python3',
    args: ['--version'],
    atLeast: 3,
    neededFor: 'AWS Glue jobs',
    neededBy: [],
    remedy: 'Install Python 3: https://www.python.org/downloads',
  },
];

/** Looks for all of them at once. */
export const findPrograms = (cwd: string, signal: AbortSignal): Promise<Finding[]> =>
  Promise.all(programs.map((program) => find(program, cwd, signal)));

async function find(program: Program, cwd: string, signal: AbortSignal): Promise<Finding> {
  const { what, command, args, atLeast, remedy } = program;
  const neededFor =
    program.neededBy.length > 0 ? program.neededFor : `${program.neededFor}, which no use case of this version has`;
  const until = AbortSignal.any([signal, AbortSignal.timeout(5000)]);
  const { status, text } = await runProgram(command, args, { cwd, signal: until, env: process.env });
  signal.throwIfAborted();
  const version = status === 0 ? /\d+(\.\d+)*/.exec(stripVTControlCharacters(text))?.[0] : undefined;
  if (!version) return { what, state: 'missing', found: 'not found', neededFor, remedy };
  // Java 8 called itself 1.8
  const major = Number(version.replace(/^1\.(?=8)/, '').split('.')[0]);
  if (major < atLeast)
    return { what, state: 'unsuitable', found: `${version}, needed is ${atLeast} or newer`, neededFor, remedy };
  return { what, state: 'ok', found: version, neededFor };
}
