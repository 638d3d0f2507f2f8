import { exitCode } from './exit-code.ts';
import { askTheRest, mayAsk } from './input/asking.ts';
import { readFlags, type CommandLine } from './input/flags.ts';
import { givenAnswers } from './input/given-answers.ts';
import { newFlags } from './input/new-flags.ts';
import { findPolicy, policyInUse } from './input/policy-file.ts';
import { Interruption } from './interruption.ts';
import { print, type Terminal } from './terminal.ts';

/** `stream-pipeline new NAME`: answers -> files -> a folder, a git repository, installed dependencies. */
export async function newProject(argv: readonly string[], terminal: Terminal): Promise<number> {
  const line = readFlags(argv, newFlags());
  if (line.values['help']) {
    const { newHelp } = await import('./help.ts');
    print(
      terminal.output,
      newHelp(line.values['use-case'], await findPolicy(line.values['policy'], terminal.cwd), terminal.width),
    );
    return exitCode.done;
  }
  const interruption = new Interruption();
  try {
    return await made(line, terminal, interruption);
  } finally {
    interruption.stop();
  }
}

async function made(line: CommandLine, terminal: Terminal, interruption: Interruption): Promise<number> {
  const { signal } = interruption;
  const given = await givenAnswers(line, { input: terminal.input, cwd: terminal.cwd, signal });
  if (given.policy) print(terminal.errors, policyInUse(given.policy));
  const asked = mayAsk(line, terminal) ? await askTheRest(line, given, terminal, signal) : undefined;
  const { unanswered } = await import('./input/settle.ts');
  const { prepare } = await import('./prepare.ts');
  const { values } = asked?.line ?? line;
  const project = await prepare(
    asked?.line ?? line,
    asked?.given ?? given,
    unanswered(values, asked !== undefined),
    terminal.cwd,
    signal,
  );

  const { reportAsJson, reportDryRun, reportMade } = await import('./report.ts');
  const asJson = values['json'] === true;
  if (values['dry-run']) {
    if (asJson) reportAsJson(project, { dryRun: true }, terminal);
    else reportDryRun(project, terminal);
    return exitCode.done;
  }
  const { write } = await import('./writing/write.ts');
  await write(
    project.target,
    project.moves,
    project.files.filter(({ written }) => written),
    interruption,
  );
  // From here on the project is whole: what goes wrong now is told, and fails nothing.
  const { folder } = project.target;
  const git = values['git'] === false ? undefined : await gitIn(folder, signal);
  const installs = (values['install'] ?? asked?.install) === true;
  const installed = installs ? await installIn(folder, terminal, signal) : undefined;
  const after = { git, installed, tellsDefaults: values['yes'] === true };
  if (asJson) reportAsJson(project, { dryRun: false, ...after }, terminal);
  else reportMade(project, after, terminal);
  return exitCode.done;
}

const gitIn = async (folder: string, signal: AbortSignal) => (await import('./git.ts')).initGit(folder, signal);

const installIn = async (folder: string, terminal: Terminal, signal: AbortSignal) =>
  (await import('./install.ts')).installDependencies(folder, terminal, signal);
