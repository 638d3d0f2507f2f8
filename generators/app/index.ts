import './node-check.ts';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Generator, { type BaseOptions } from 'yeoman-generator';
import { refuseBeforeAsking, withPlace } from '../cli/input/asking.ts';
import type { CommandLine } from '../cli/input/flags.ts';
import { givenAnswers, type GivenAnswers } from '../cli/input/given-answers.ts';
import { policyInUse } from '../cli/input/policy-file.ts';
import type { Settled } from '../cli/input/settle.ts';
import type { ProjectFile } from '../core/api.ts';
import type { Environment } from './commit.ts';
import { commandLineOf, generatorFlags } from './options.ts';

/** Yeoman's answer to a folder that is not empty, besides those of the command line. */
const fileByFile = { value: 'file by file', says: 'asks what to do with each file that is there and differs' };

type Options = BaseOptions & Record<string, unknown>;

/** `yo stream-pipeline`: questions, options and files of `stream-pipeline new`, and Yeoman's way of asking and writing. */
export default class App extends Generator<Record<string, unknown>, Options> {
  /** The folder that the user is in; destinationRoot becomes that of the project. */
  readonly #cwd: string;
  #line!: CommandLine;
  #given!: GivenAnswers;
  #settled!: Settled;
  #files: ProjectFile[] = [];

  constructor(args: string[], options: Options, features: object) {
    super(args, options, { ...features, unique: 'namespace', tasksMatchingPriority: true });
    this.#cwd = this.destinationRoot();
    this.setFeatures({
      disableLodashProperty: true,
      // Yeoman would run npm install as soon as it sees a package.json, and that rewrites the lock.
      customInstallTask: true,
      customCommitTask: () => this.#commit(),
    });
    this.argument('name', { type: String, required: false, description: 'Project name, and the folder to write to' });
    for (const [flag, { value, says }] of Object.entries(generatorFlags()))
      if (flag !== 'name') this.option(flag, { type: value ? String : Boolean, description: says });
  }

  async initializing(): Promise<void> {
    this.#line = commandLineOf(this.options, this.args, generatorFlags());
    this.#given = await givenAnswers(this.#line, {
      input: process.stdin,
      cwd: this.#cwd,
      signal: AbortSignal.any([]), // Ctrl-C ends `yo` on the spot
    });
    if (this.#given.policy) this.log(policyInUse(this.#given.policy));
  }

  async prompting(): Promise<void> {
    const { values, problems } = this.#line;
    const asks = !values['yes'] && values['answers'] !== '-' && canAsk(this.env.adapter);
    if (asks) {
      await refuseBeforeAsking(this.#line, this.#given);
      const { interview } = await import('../cli/input/interview.ts');
      const { placeFrom } = await import('../cli/input/place.ts');
      const { yeomanAsker } = await import('./asker.ts');
      const place = placeFrom(this.#placeFlags(), this.#cwd, fileByFile);
      const said = await interview(yeomanAsker(this), this.#given, place);
      this.#given = { ...this.#given, answers: said.answers };
      this.#line = withPlace(this.#line, said);
    }
    const { settle, unanswered } = await import('../cli/input/settle.ts');
    this.#settled = settle(this.#given, unanswered(values, asks), problems);
  }

  /** Yeoman reads --force, --bail and --dry-run itself. */
  #placeFlags(): CommandLine {
    const { force, bail, dryRun } = this.options;
    const mayHoldFiles = force === true || bail === true || dryRun === true;
    return { ...this.#line, values: { ...this.#line.values, ...(mayHoldFiles ? { force: true } : {}) } };
  }

  async writing(): Promise<void> {
    const { renderProject } = await import('../core/api.ts');
    const { answers } = this.#settled;
    const folder = resolve(this.#cwd, String(this.#line.values['out'] ?? answers.name));
    const isKept = ({ path }: ProjectFile) => this.#line.values['only-new'] === true && existsSync(join(folder, path));
    this.#files = renderProject(answers).filter((file) => !isKept(file));
    this.destinationRoot(folder);
    for (const { path, contents } of this.#files) this.writeDestination(path, contents);
  }

  async #commit(): Promise<void> {
    const { commit } = await import('./commit.ts');
    const modes = new Map(this.#files.map(({ path, mode }) => [path, mode]));
    await commit(this.env as unknown as Environment, this.destinationRoot(), modes, canAsk(this.env.adapter));
  }

  async end(): Promise<void> {
    if (this.options['dryRun']) return;
    const { decidedInWords, summary } = await import('../cli/report.ts');
    const { about, commands } = summary(
      this.#settled.answers,
      this.destinationRoot(),
      { cwd: this.#cwd, nodePrefix: '' },
      false,
    );
    const decided = decidedInWords(this.#settled, this.#line.values['yes'] === true);
    for (const line of ['', ...decided, ...about, '', 'Next:', ...commands.map((command) => `  ${command}`)])
      this.log(line);
  }
}

/** Whether there is somebody to ask: a terminal that is one, or an adapter that is none (an editor, a test). */
function canAsk(adapter: unknown): boolean {
  const { actualAdapter = adapter } = adapter as { actualAdapter?: unknown };
  const { stdin } = actualAdapter as { stdin?: { isTTY?: boolean } };
  return stdin === undefined || stdin.isTTY === true;
}
