import { noFaults, servePage, showOnTerminal, type LocalPage } from '../../.stream-pipeline/runtime/runtime.cjs';
import type { LocalArguments } from './arguments.ts';
import { feed } from './feed.ts';
import { LocalPipeline, stackName } from './pipeline.ts';
import { honesty, refusal } from './report.ts';
import { viewOf } from './view.ts';

/** Enough items for searches to find, and a few changes that are parked. */
const samples = { items: 500, fresh: 0.3, wrong: 0.004, unreadable: 0.002 };

/**
 * Feeds the pipeline and shows it in the terminal and on a page, until it is stopped. Opens the port of the page first: a port that
 * is in use is reported before anything is synthesized.
 */
export async function live(wanted: LocalArguments, synthesize: () => string, signal: AbortSignal): Promise<void> {
  const page = await servePage(wanted.port).catch((error: NodeJS.ErrnoException) => {
    throw portProblem(wanted.port, error);
  });
  try {
    await run(wanted, synthesize(), page, signal);
  } finally {
    await page.close();
  }
}

function portProblem(port: number, error: NodeJS.ErrnoException): Error {
  const why = { EADDRINUSE: 'is in use', EACCES: 'needs privileges that you do not have' }[error.code ?? ''];
  if (why === undefined) return error;
  return new Error(`--port ${port}: this port ${why}. Choose another port, or omit --port to use a free one.`);
}

async function run(wanted: LocalArguments, assembly: string, page: LocalPage, signal: AbortSignal): Promise<void> {
  const { seed, speed, resume } = wanted;
  const pipeline = await LocalPipeline.start({
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
    await show(pipeline, wanted, assembly, page, signal);
    const [summary] = pipeline.account.ledger(pipeline.places).summary();
    console.log(
      `${pipeline.account.size} events: ${summary?.delivered ?? 0} delivered, ${summary?.superseded ?? 0} superseded, ` +
        `${summary?.parked ?? 0} parked, ${summary?.dropped ?? 0} dropped, ${summary?.lost ?? 0} still in progress.`,
    );
    console.log(honesty(pipeline.stack).join('\n'));
  } finally {
    await pipeline.stop();
  }
}

async function show(
  pipeline: LocalPipeline,
  { seed, events, rate }: LocalArguments,
  assembly: string,
  page: LocalPage,
  signal: AbortSignal,
): Promise<void> {
  const view = viewOf(pipeline, assembly, stackName);
  page.show(view);
  console.log(
    `${stackName} runs on this machine: ${page.url}\nAWS endpoint: ${pipeline.stack.url}   Press Ctrl-C to stop.\n`,
  );
  const terminal = showOnTerminal(process.stdout, () => view.state());
  try {
    await feed(pipeline, { ...samples, seed, events, rate, signal });
    // once everything is fed, the page still shows and searches it
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    terminal.close();
  }
}
