import { noFaults, servePage, showOnTerminal } from '../../runtime/door.ts';
import type { LocalPage } from '../../runtime/contracts/local-page.ts';
import { equation } from '../ledger/equation.ts';
import type { PipelineDescription } from '../pipeline.ts';
import type { Project } from '../project.ts';
import { localStackName } from '../stack/local-stack-name.ts';
import { announce } from '../stack/running-stage.ts';
import type { LocalArguments } from './arguments.ts';
import { feed } from './feed.ts';
import { honesty, refusal } from './report.ts';
import { LocalRun } from './run.ts';
import { keepSchedules } from './schedules.ts';
import { viewOf } from './view.ts';

/**
 * Feeds the pipeline and shows it in the terminal and on a page, until it is stopped. Opens the port of the page first: a port that
 * is in use is reported before anything is synthesized.
 */
export async function live<Event, Sample>(
  project: Project,
  description: PipelineDescription<Event, Sample>,
  wanted: LocalArguments,
  synthesize: () => string,
  signal: AbortSignal,
): Promise<void> {
  const page = await servePage(wanted.port).catch((error: NodeJS.ErrnoException) => {
    throw portProblem(wanted.port, error);
  });
  try {
    await runOn(page, { project, description, wanted, assembly: synthesize(), signal });
  } finally {
    await page.close();
  }
}

function portProblem(port: number, error: NodeJS.ErrnoException): Error {
  const why = { EADDRINUSE: 'is in use', EACCES: 'needs privileges that you do not have' }[error.code ?? ''];
  if (why === undefined) return error;
  return new Error(`--port ${port}: this port ${why}. Choose another port, or omit --port to use a free one.`);
}

interface Live<Event, Sample> {
  project: Project;
  description: PipelineDescription<Event, Sample>;
  wanted: LocalArguments;
  assembly: string;
  signal: AbortSignal;
}

async function runOn<Event, Sample>(page: LocalPage, options: Live<Event, Sample>): Promise<void> {
  const { project, description, wanted, assembly } = options;
  const { seed, speed, resume } = wanted;
  const run = await LocalRun.start(project, description, {
    assembly,
    seed,
    speed,
    rules: noFaults,
    outages: () => [],
    resume,
    settings: { check: false },
    refused: (grant) => console.error(`Access denied: ${refusal(grant)}`),
  });
  try {
    await show(run, page, options);
    console.log(equation(run.verdict()));
    if (wanted.verbose) console.log(honesty(run.stack).join('\n'));
  } finally {
    await run.stop();
  }
}

async function show<Event, Sample>(
  run: LocalRun<Event, Sample>,
  page: LocalPage,
  { wanted, assembly, signal }: Live<Event, Sample>,
): Promise<void> {
  const { seed, events, rate } = wanted;
  const view = viewOf(run, assembly);
  page.show(view);
  const withdraw = announce(run.stack, page.url, run.project.root);
  console.log(
    `${localStackName(run.project)} runs on this machine: ${page.url}\nAWS endpoint: ${run.stack.url}   Press Ctrl-C to stop.\n`,
  );
  keepSchedules(run.stack);
  const terminal = showOnTerminal(process.stdout, () => view.state());
  try {
    await feed(run, { seed, purpose: 'live', events, rate, signal });
    // once everything is fed, the page still shows and searches it
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    withdraw();
    terminal.close();
  }
}
