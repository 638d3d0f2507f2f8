import { dirname, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { NewRegions } from '../../core/answers.ts';
import { meant } from '../../core/nearest.ts';
import { seen, type Problem } from '../../core/problem.ts';
import type { AnyUseCase } from '../../core/use-case.ts';
import { defaultUseCase, findUseCase, meaningsOf, onlyUseCase, optionsOf } from '../../core/use-cases.ts';
import { unlessAborted } from '../interruption.ts';
import { problemAt, type PlacedProblem } from '../problems.ts';
import type { CommandLine } from '../flags/flags.ts';
import { flagOf, spell } from '../flags/option-flags.ts';
import { flagValue, meantIn, readingOf } from './flag-value.ts';
import { findPolicy, type PolicyFile } from './policy-file.ts';
import { parseJson, readJsonFile } from './read-json.ts';
import { answersIn } from './recorded.ts';

/** What the user has answered so far: on the command line and in a file, of which the command line wins. */
export interface GivenAnswers {
  answers: Record<string, unknown>;
  /** Keys whose answer stands in the answers file. */
  inFile: ReadonlySet<string>;
  /** What the answers file is called in a message. */
  file: string;
  /** What becomes of a region that this version does not know. */
  newRegions: NewRegions;
  /** What the organisation has to say; undefined where it has no policy, or one that cannot be used. */
  policy: PolicyFile | undefined;
  problems: PlacedProblem[];
}

/** How the command line, and Yeoman, let a region in that is newer than this version. */
export const newRegionsOf = (allowed: boolean): NewRegions => ({
  allowed,
  remedy: 'If AWS has opened it since, add --allow-unknown-region',
});

export interface Source {
  input: NodeJS.ReadableStream;
  cwd: string;
  /** Ends the wait for standard input. */
  signal: AbortSignal;
}

/** Answers from NAME, flags and `--answers FILE|-`, and the policy in force. Documents are read; nothing is validated otherwise. */
export async function givenAnswers(line: CommandLine, source: Source): Promise<GivenAnswers> {
  const { values, positionals } = line;
  const found = await findPolicy(values['policy'], source.cwd);
  const given: GivenAnswers = {
    answers: {},
    inFile: new Set(),
    file: 'answers',
    newRegions: newRegionsOf(values['allow-unknown-region'] === true),
    policy: 'file' in found ? found.file : undefined,
    problems: 'problems' in found ? found.problems : [],
  };
  if (typeof values['answers'] === 'string') await readAnswersFile(values['answers'], source, given, line);
  if (values['use-case'] !== undefined) given.answers['useCase'] = values['use-case'];

  const useCase = settledUseCase(given.answers, line);
  for (const [key, meanings] of meaningsOf()) {
    const texts = line.every[flagOf(key)];
    if (!texts) continue;
    const read = flagValue(texts, meantIn(useCase, meanings), source.cwd);
    if ('value' in read) given.answers[key] = read.value;
    else given.problems.push({ option: key, at: spell(key), message: read.problem });
  }

  const [name, ...more] = positionals;
  if (more.length > 0)
    given.problems.push(
      problemAt('', `${positionals.map((each) => seen(each)).join(' and ')} given, expected one NAME`),
    );
  if (name !== undefined && values['name'] !== undefined && values['name'] !== name)
    given.problems.push(problemAt('NAME', `${seen(name)} given, but --name is ${seen(values['name'])}`));
  if (name !== undefined) given.answers['name'] = name;

  const onLine = (key: string) => values[flagOf(key)] !== undefined || (key === 'name' && name !== undefined);
  given.inFile = new Set([...given.inFile].filter((key) => !onLine(key)));
  return given;
}

/** The use case, as far as nobody has to be asked for it. */
const settledUseCase = ({ useCase }: Record<string, unknown>, { values }: CommandLine): AnyUseCase | undefined =>
  useCase === undefined ? (values['yes'] ? defaultUseCase() : onlyUseCase()) : findUseCase(useCase);

async function readAnswersFile(
  path: string,
  { input, cwd, signal }: Source,
  given: GivenAnswers,
  line: CommandLine,
): Promise<void> {
  given.file = path === '-' ? 'standard input' : path;
  const file = path === '-' ? parseJson(await unlessAborted(text(input), signal), given.file) : readJsonFile(path, cwd);
  const read = await answersIn(file, given.file);
  if ('problem' in read) return void given.problems.push(problemAt('--answers', read.problem));
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value))
    return void given.problems.push(
      problemAt('--answers', `${seen(given.file)} holds ${seen(read.value)}, expected an object of answers`),
    );
  given.answers = { ...read.value };
  given.inFile = new Set(Object.keys(given.answers));
  // In the file a document may stand as it is, or as the path of one, which starts at the file.
  const folder = path === '-' ? cwd : dirname(resolve(cwd, path));
  const named = line.values['use-case'] ?? given.answers['useCase'];
  const useCase = settledUseCase({ useCase: named }, line);
  for (const [key, meanings] of meaningsOf()) {
    const value = given.answers[key];
    if (typeof value !== 'string' || readingOf(meantIn(useCase, meanings)) !== 'document') continue;
    const document = readJsonFile(value, folder);
    if ('value' in document) given.answers[key] = document.value;
    else {
      delete given.answers[key];
      given.problems.push({ option: key, at: `${given.file}: ${key}`, message: document.problem });
    }
  }
}

/** The way the user wrote an option, or would have to write it. */
export function placeOf(key: string, { inFile, file }: Pick<GivenAnswers, 'inFile' | 'file'>): string {
  if (inFile.has(key)) return `${file}: ${key}`;
  return key === 'name' ? 'NAME' : spell(key);
}

/** Problems of answers, at their places; a misspelt key is told what it may have meant. */
export function placed(problems: readonly Problem[], given: GivenAnswers): PlacedProblem[] {
  const useCase = findUseCase(given.answers['useCase']);
  const keys = ['useCase', ...(useCase ? Object.keys(optionsOf(useCase)) : meaningsOf().keys())];
  return problems.map(({ option, message }) => {
    const isKnown = option === '' || keys.includes(option.split(', ')[0]!);
    return {
      option,
      at: option
        .split(', ')
        .map((key) => placeOf(key, given))
        .join(', '),
      message: isKnown ? message : message + meant(option, keys),
    };
  });
}
