import './node-check.ts';
import { resolve } from 'node:path';
import Generator, { type BaseOptions } from 'yeoman-generator';
import { flagTable } from '../entrance/flags/flag-table.ts';
import { withPlace } from '../entrance/questions/place.ts';
import { refuseBeforeAsking } from '../entrance/questions/refuse-before-asking.ts';
import { wantsInstall } from '../entrance/questions/wants-install.ts';
import type { CommandLine } from '../entrance/flags/flags.ts';
import { givenAnswers, type GivenAnswers } from '../entrance/answers/given-answers.ts';
import { policyInUse } from '../entrance/answers/policy-file.ts';
import type { Settled } from '../entrance/answers/settle.ts';
import { Interruption } from '../entrance/interruption.ts';
import type { PlannedFile } from '../entrance/afterwards/project.ts';
import { widthOf } from '../entrance/terminal/terminal.ts';
import type { Environment } from './commit.ts';
import { endWhenInterrupted, interruptible } from './interrupted.ts';
import { asGiven, commandLineOf, generatorFlags, yeomanFlags } from './options.ts';
import { yeomanTerminal } from './terminal.ts';

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
  #files: PlannedFile[] = [];
  #install = false;

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
    for (const [flag, { value, short, says }] of Object.entries(generatorFlags()))
      if (flag !== 'name')
        this.option(flag, {
          type: (value ? asGiven : Boolean) as StringConstructor,
          description: says,
          ...(short ? { alias: short } : {}),
        });
    if (!options.help) endWhenInterrupted(this.env.adapter, isTerminal(this.env.adapter));
  }

  /** In place of Yeoman's table, which breaks lines in the middle of words. */
  override help(): string {
    const width = widthOf(process.stdout);
    return [
      'Usage: yo stream-pipeline [NAME] [FLAGS]',
      '',
      'Options of the project (see: stream-pipeline explain USE-CASE) and flags of the generator:',
      flagTable(generatorFlags(), width),
      '',
      'Flags of Yeoman:',
      flagTable(yeomanFlags, width),
    ].join('\n');
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
    if (asks) await interruptible(this.env.adapter, () => this.#interview());
    const { settle, unanswered } = await import('../entrance/answers/settle.ts');
    this.#settled = settle(this.#given, unanswered(values, asks), problems);
  }

  async #interview(): Promise<void> {
    await refuseBeforeAsking(this.#line, this.#given);
    const { interview } = await import('../entrance/questions/interview.ts');
    const { placeFrom } = await import('../entrance/questions/place.ts');
    const { yeomanAsker } = await import('./asker.ts');
    const place = placeFrom(this.#placeFlags(), this.#cwd, fileByFile);
    const asker = yeomanAsker(this);
    const said = await interview(asker, this.#given, place);
    this.#given = { ...this.#given, answers: said.answers };
    this.#line = withPlace(this.#line, said);
    this.#install = this.options['dryRun'] !== true && (await wantsInstall(asker, this.#line));
  }

  /** Yeoman reads --force, --bail and --dry-run itself. */
  #placeFlags(): CommandLine {
    const { force, bail, dryRun } = this.options;
    const mayHoldFiles = force === true || bail === true || dryRun === true;
    return { ...this.#line, values: { ...this.#line.values, ...(mayHoldFiles ? { force: true } : {}) } };
  }

  async writing(): Promise<void> {
    const { renderProject } = await import('../core/api.ts');
    const { stateOf } = await import('../entrance/writing/compare.ts');
    const { answers } = this.#settled;
    const { values } = this.#line;
    const folder = resolve(this.#cwd, String(values['out'] ?? answers.name));
    const place = { folder, root: folder, below: '' };
    this.#files = renderProject(answers).map((file) => {
      const state = stateOf(file, place);
      return { ...file, state, written: state === 'new' || values['only-new'] !== true };
    });
    this.destinationRoot(folder);
    for (const { path, contents, written } of this.#files) if (written) this.writeDestination(path, contents);
  }

  async #commit(): Promise<void> {
    const { commit } = await import('./commit.ts');
    const { adapter } = this.env;
    const modes = new Map(this.#files.map(({ path, mode }) => [path, mode]));
    const written = await interruptible(adapter, () =>
      commit(this.env as unknown as Environment, this.destinationRoot(), modes, canAsk(adapter)),
    );
    // With --force, Yeoman writes the files that are the same once more.
    this.#files = this.#files.map((file) => ({
      ...file,
      written: file.state !== 'same' && written.includes(file.path),
    }));
  }

  async end(): Promise<void> {
    if (this.options['dryRun']) return;
    const { afterWriting } = await import('../entrance/afterwards/afterwards.ts');
    const { reportMade } = await import('../entrance/afterwards/report.ts');
    const folder = this.destinationRoot();
    const terminal = yeomanTerminal(this, this.#cwd, isTerminal(this.env.adapter));
    const interruption = new Interruption();
    try {
      const after = await afterWriting(folder, this.#line, this.#install, terminal, interruption.signal);
      reportMade({ ...this.#settled, files: this.#files, target: { folder } }, after, terminal);
    } finally {
      interruption.stop();
    }
  }
}

/** Whether there is somebody to ask: on a terminal, or through an adapter that has none (an editor, a test). */
const canAsk = (adapter: unknown): boolean => inputOf(adapter) === undefined || isTerminal(adapter);

const isTerminal = (adapter: unknown): boolean => inputOf(adapter)?.isTTY === true;

function inputOf(adapter: unknown): { isTTY?: boolean } | undefined {
  const { actualAdapter = adapter } = adapter as { actualAdapter?: unknown };
  return (actualAdapter as { stdin?: { isTTY?: boolean } }).stdin;
}
