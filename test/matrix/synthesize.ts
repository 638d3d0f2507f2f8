// node synthesize.ts FOLDER …: synthesizes assembled projects in both stages, in one process, and prints what all the rules find.
import { App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

interface Stage {
  name: string;
}
type StackClass = new (scope: App, id: string, props: { stage: Stage }) => unknown;
interface Resource {
  Type: string;
  Properties: { DashboardName?: unknown; PermissionsBoundary?: unknown; Tags?: { Key: string; Value: string }[] };
}
interface Report {
  pluginReports: { violations: { ruleName: string; violatingConstructs: { constructPath?: string }[] }[] }[];
}

export interface Synthesized {
  id: string;
  stage: string;
  resources: number;
  dashboards: unknown[];
  findings: string[];
  /** What is said of every role: its boundary, and its tags as KEY=VALUE. */
  roles: { boundary: unknown; tags: string[] }[];
}

const folders = process.argv.slice(2);
const useCaseOf = (folder: string): string => {
  const recorded = JSON.parse(readFileSync(join(folder, '.stream-pipeline', 'answers.json'), 'utf8')) as {
    answers: { useCase: string };
  };
  return recorded.answers.useCase;
};
// one validator for all projects of a use case: it takes seconds to set up
const rules = new Map(
  [...Map.groupBy(folders, useCaseOf)].map(([useCase, own]) => [
    useCase,
    new CloudFormationValidatePlugin({ guardRules: rulesIn(own) }),
  ]),
);
// what it finds is in the report; the console is for the result
console.error = () => {};

const results: Synthesized[] = [];
for (const folder of folders) results.push(...(await synthesize(folder)));
console.log(JSON.stringify(results));

/** The rules that any of the projects has; alternatives bring rules under one file name. */
function rulesIn(some: readonly string[]): { name: string; content: string }[] {
  const files = some.flatMap((folder) => readdirSync(join(folder, 'policies')).map((file) => ({ folder, file })));
  const policies = new Map(
    files.map(({ folder, file }) => [readFileSync(join(folder, 'policies', file), 'utf8'), file]),
  );
  return [...policies].map(([content, name], at) => ({ name: `${at}-${name}`, content }));
}

async function synthesize(folder: string): Promise<Synthesized[]> {
  const load = <T>(path: string) => import(join(folder, path)) as Promise<T>;
  const { bundleFunctions } = await load<{ bundleFunctions(): void }>('infra/functions.ts');
  const { stages } = await load<{ stages: Stage[] }>('infra/config.ts');
  const { PipelineStack } = await load<{ PipelineStack: StackClass }>('infra/pipeline-stack.ts');
  bundleFunctions();
  const { context } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8')) as { context: object };
  return stages.map((stage) => {
    const outdir = mkdtempSync(join(tmpdir(), 'matrix-'));
    try {
      const app = new App({ context: { ...context }, outdir });
      new PipelineStack(app, `sample-project-${stage.name}`, { stage });
      Validations.of(app).addPlugins(rules.get(useCaseOf(folder))!, new AwsSolutionsChecks(app));
      const problem = problemOfSynthesis(app);
      const { Resources } = JSON.parse(
        readFileSync(join(outdir, `sample-project-${stage.name}.template.json`), 'utf8'),
      ) as { Resources: Record<string, Resource> };
      return {
        id: basename(folder),
        stage: stage.name,
        resources: Object.keys(Resources).length,
        dashboards: Object.values(Resources)
          .filter(({ Type }) => Type === 'AWS::CloudWatch::Dashboard')
          .map(({ Properties }) => Properties.DashboardName),
        findings: [...problem, ...findingsIn(outdir)],
        roles: Object.values(Resources)
          .filter(({ Type }) => Type === 'AWS::IAM::Role')
          .map(roleOf),
      };
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
}

function roleOf({ Properties: { PermissionsBoundary, Tags = [] } }: Resource): Synthesized['roles'][number] {
  return { boundary: PermissionsBoundary, tags: Tags.map(({ Key, Value }) => `${Key}=${Value}`) };
}

function problemOfSynthesis(app: App): string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function findingsIn(outdir: string): string[] {
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;
  return pluginReports.flatMap(({ violations }) =>
    violations.map(({ ruleName, violatingConstructs: [first] }) => `${ruleName} ${first?.constructPath}`),
  );
}
