// The rules for templates take seconds: test/infra/validation.test.ts has them.
process.env['CDK_VALIDATION'] = 'false';

import { App, Duration } from 'aws-cdk-lib';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { noFaults, type LocalStack, type Outage } from '../../.stream-pipeline/runtime/runtime.cjs';
import { LocalRun } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { pipeline } from '../../delivery/pipeline.ts';
import { stages } from '../../infra/config.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { project } from '../../infra/project.ts';
import { thisProject } from '../../tools/this-project.ts';
import { context, projectFolder } from '../infra/synthesized.ts';

/** A line of a function's log. */
export type LogLine = Record<string, unknown>;

/** The stack with its deployed bundles and real SDK clients, on this machine. */
export interface WiredStack {
  stack: LocalStack;
  /** Every line that a processor has logged, as JSON; what CloudWatch reads as metrics is left out. */
  logged(processor: string, message: string): LogLine[];
  /** Every line that the function of a part of the stack has written, what CloudWatch reads as metrics too. */
  logOf(component: string): LogLine[];
  /** All that all functions wrote, as text. */
  text(): string;
  /** Resolves once something is so. Rejects after a quarter of a minute: it says what it waited for, and the last lines. */
  until(isSo: () => boolean, what: string): Promise<void>;
  /** What holds soon: a line of a log may come after the answer of its function. Rejects with what the assertion throws last. */
  soon(assertion: () => void): Promise<void>;
  /** The sum and the number of the values of a processor's metric. */
  metric(processor: string, name: string): { sum: number; count: number; min: number; max: number };
  /** The unit of each metric that a processor has reported, by its name. */
  unitsOfMetrics(): Map<string, string>;
  /** Runs the function of a processor with an event of the test. */
  invoke(processor: string, event: unknown, milliseconds?: number): Promise<unknown>;
  /** From now on, the engine answers 503; returns what ends that. */
  engineAway(): () => void;
  close(): Promise<void>;
}

/** The stage that runs here, with a canary whatever config.ts says; the others differ in sizes. */
const stage = { ...stages[0]!, canary: Duration.minutes(10) };
const stackName = `${project.name}-${stage.name}`;
/** Milliseconds of the run in one real millisecond. */
const speed = 10;

/** Starts the stack of the project; `changed` edits its template before, as somebody's mistake would. */
export async function startWired(changed: (template: string) => string = (template) => template): Promise<WiredStack> {
  // in the project: the bundles find the AWS SDK from where they lie
  mkdirSync(join(projectFolder, '.local'), { recursive: true });
  const folder = mkdtempSync(join(projectFolder, '.local', 'wired-'));
  const outdir = join(folder, 'cdk.out');
  const app = new App({ context, outdir });
  new PipelineStack(app, stackName, { stage });
  app.synth();
  const path = join(outdir, `${stackName}.template.json`);
  const template = changed(readFileSync(path, 'utf8'));
  writeFileSync(path, template);

  const lines: string[] = [];
  const linesOf = new Map<string, string[]>();
  const outages: Outage[] = [];
  const run = await LocalRun.start(thisProject, pipeline, {
    assembly: outdir,
    seed: 1,
    rules: noFaults,
    outages: () => outages,
    speed,
    journal: join(basename(folder), 'journal'),
    resume: false,
    settings: {},
    refused: () => undefined,
    log: (component, line) => {
      lines.push(line);
      const own = linesOf.get(component);
      if (own) own.push(line);
      else linesOf.set(component, [line]);
    },
  });
  const { stack } = run;

  const logged = (processor: string, message: string) =>
    parsed(lines).filter((line) => line['service'] === processor && line['message'] === message);
  return {
    stack,
    logged,
    logOf: (component) => parsed(linesOf.get(component) ?? []),
    text: () => lines.join('\n'),
    until: async (isSo, what) => {
      const end = performance.now() + 15_000;
      while (!isSo()) {
        if (performance.now() > end)
          throw new Error(`Waited for ${what}. The last lines:\n${lines.slice(-5).join('\n')}`);
        await setTimeout(25);
      }
    },
    soon: async (assertion) => {
      const end = performance.now() + 5_000;
      for (;;)
        try {
          return assertion();
        } catch (error) {
          if (performance.now() > end) throw error;
          await setTimeout(25);
        }
    },
    metric: (processor, name) => {
      const minutes = stack
        .metrics()
        .filter((series) => series.name === name && series.dimensions['service'] === processor)
        .flatMap((series) => series.minutes);
      return {
        sum: minutes.reduce((total, { sum }) => total + sum, 0),
        count: minutes.reduce((total, { count }) => total + count, 0),
        min: Math.min(...minutes.map(({ min }) => min)),
        max: Math.max(...minutes.map(({ max }) => max)),
      };
    },
    unitsOfMetrics: () => {
      const metrics = parsed(lines).flatMap((line) => (line['_aws'] as Embedded | undefined)?.CloudWatchMetrics ?? []);
      return new Map(metrics.flatMap(({ Metrics }) => Metrics.map(({ Name, Unit }) => [Name, Unit])));
    },
    invoke: (processor, event, milliseconds) =>
      stack.find('function', functionOf(processor, template)).invoke(event, milliseconds),
    engineAway: () => {
      const now = stack.clock.now();
      const away = { point: 'index.request-503', from: now, to: now + 24 * 3_600_000 };
      outages.push(away);
      return () => outages.splice(outages.indexOf(away), 1);
    },
    close: async () => {
      await run.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** CloudWatch user guide, "Specification: Embedded metric format". */
interface Embedded {
  CloudWatchMetrics: { Metrics: { Name: string; Unit: string }[] }[];
}

function parsed(lines: readonly string[]): LogLine[] {
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as LogLine];
    } catch {
      return [];
    }
  });
}

/** The logical id of the function that has the code of a processor. */
export function functionOf(processor: string, template: string): string {
  const { Resources } = JSON.parse(template) as { Resources: Record<string, { Properties?: Settings }> };
  const found = Object.entries(Resources).find(
    ([, { Properties }]) => Properties?.Environment?.Variables?.['POWERTOOLS_SERVICE_NAME'] === processor,
  );
  if (!found) throw new Error(`The stack has no function of processors/${processor}`);
  return found[0];
}

interface Settings {
  Environment?: { Variables?: Record<string, unknown> };
}
