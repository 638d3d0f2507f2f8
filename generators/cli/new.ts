import { exitCode } from '../entrance/exit-code.ts';
import { askTheRest, mayAsk } from './asking.ts';
import { readFlags, type CommandLine } from '../entrance/flags/flags.ts';
import { givenAnswers } from '../entrance/answers/given-answers.ts';
import { newFlags } from '../entrance/flags/new-flags.ts';
import { findPolicy, policyInUse } from '../entrance/answers/policy-file.ts';
import { Interruption } from '../entrance/interruption.ts';
import { print, type Terminal } from '../entrance/terminal/terminal.ts';

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
  const { unanswered } = await import('../entrance/answers/settle.ts');
  const { prepare } = await import('./prepare.ts');
  const settled = asked?.line ?? line;
  const { values } = settled;
  const project = await prepare(
    settled,
    asked?.given ?? given,
    unanswered(values, asked !== undefined),
    terminal.cwd,
    signal,
  );

  const { reportAsJson, reportDryRun, reportMade } = await import('../entrance/afterwards/report.ts');
  const asJson = values['json'] === true;
  if (values['dry-run']) {
    if (asJson) reportAsJson(project, { dryRun: true }, terminal);
    else reportDryRun(project, terminal);
    return exitCode.done;
  }
  const { write } = await import('../entrance/writing/write.ts');
  await write(
    project.target,
    project.moves,
    project.files.filter(({ written }) => written),
    interruption,
  );
  const { afterWriting } = await import('../entrance/afterwards/afterwards.ts');
  const after = await afterWriting(project.target.folder, settled, asked?.install === true, terminal, signal);
  if (asJson) reportAsJson(project, { dryRun: false, ...after }, terminal);
  else reportMade(project, after, terminal);
  return exitCode.done;
}
