import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { failureStores } from '../../delivery/failure-stores.ts';
import { stages } from '../../infra/config.ts';
import { project as own } from '../../infra/project.ts';
import { thisProject } from '../../tools/this-project.ts';

const project = join(import.meta.dirname, '..', '..');
const read = (file: string) => JSON.parse(readFileSync(join(project, file), 'utf8')) as Record<string, any>;
const scripts = read('package.json')['scripts'] as Record<string, string>;
const tools = readdirSync(join(project, 'tools')).filter((file) => file.endsWith('.ts') && file !== 'this-project.ts');

/** What ends a command with an error, and what none of them goes without. */
const first = 'node tools/require-node.mjs && ';

describe('the commands of the project', () => {
  it('check types, lint and format before the tests, and nothing is only a warning', () => {
    expect(scripts).toMatchObject({
      test: 'npm run check && npm run jest --',
      check: `${first}tsc && oxlint --deny-warnings && prettier --check --log-level warn .`,
      jest: `${first}jest`,
    });
  });

  it('synthesize with warnings as errors, and deploy what the CDK makes', () => {
    expect(scripts).toMatchObject({
      synth: `${first}cdk synth --strict --quiet --no-notices`,
      deploy: `${first}cdk deploy --no-notices`,
      'deploy:github-oidc': `${first}cdk deploy --no-notices --app 'npx tsx infra/github-oidc-app.ts'`,
    });
    expect(read('cdk.json')['app']).toBe(`${first}npx tsx infra/app.ts`);
  });

  // without tsx's own command, which kills a process that is busy for 60 milliseconds when Ctrl-C comes: its account would be missing
  it('run the tool of their name', () => {
    for (const file of tools) {
      const name = file.slice(0, -'.ts'.length);
      expect(scripts[name]).toMatch(new RegExp(`^${first}node (--\\S+ )?--import=tsx tools/${name}\\.ts$`));
    }
  });

  it('are about the parts of this project', () => {
    const calls = tools.map((file) => {
      const [, call] =
        /^ *(?:await )?(\w+\([^;]*\));\n/m.exec(readFileSync(join(project, 'tools', file), 'utf8')) ?? [];
      return [file, call] as const;
    });
    expect(Object.fromEntries(calls)).toMatchObject({
      'change-set-guard.ts': 'guardChangeSet({ statefulTypes, changedInPlace })',
      'contract.ts': "writeDerived(join(import.meta.dirname, '..'), console.log)",
      'local.ts':
        'runLocal(pipeline, thisProject, () => contractEvents(thisProject.root).flatMap(({ files }) => files))',
      'preflight.ts': 'runPreflight(preflight, thisProject)',
      'replay.ts': 'replay(failureStores, thisProject)',
      'seed.ts': 'seed(seeding, thisProject)',
      'smoke.ts': 'runSmoke(smokeProbe, failureStores, thisProject)',
    });
    expect(thisProject).toEqual({ root: join(project), name: own.name, environments: own.stages, stages });
  });

  it('say what they do, and for which stages, and refuse any other', async () => {
    const stageNames = stages.map(({ name }) => name).join('|');
    const withStage: Record<string, string> = {
      preflight: `--stage ${stageNames}\n`,
      replay: `--stage ${stageNames}|local [--store ${Object.keys(failureStores).join('|')}]`,
      seed: `--stage ${stageNames}|local`,
      smoke: `--stage ${stageNames}|local [--json]`,
    };
    const answers = await Promise.all(
      Object.keys(withStage).map(async (name) => {
        const args = ['--import', 'tsx', join(project, 'tools', `${name}.ts`), ...(name === 'replay' ? ['list'] : [])];
        const run = promisify(execFile)(process.execPath, [...args, '--stage', 'nowhere'], { cwd: project });
        const { code, stderr } = await run.then(
          () => ({ code: 0, stderr: '' }),
          (error: { code: number; stderr: string }) => error,
        );
        return [name, code, stderr] as const;
      }),
    );
    for (const [name, code, stderr] of answers) {
      expect([name, code]).toEqual([name, 1]);
      expect(stderr).toContain(`npm run ${name} -- `);
      expect(stderr).toContain(withStage[name]!);
    }
  });
});

describe('the checks of the project', () => {
  it('see what is undefined, unused or not awaited for in every folder', () => {
    const { compilerOptions, include } = read('tsconfig.json');
    expect(compilerOptions).toMatchObject({
      strict: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      noImplicitOverride: true,
    });
    expect(include.toSorted()).toEqual(['contract', 'delivery', 'infra', 'processors', 'test', 'tools']);
    expect(read('.oxlintrc.json')).toMatchObject({
      categories: { correctness: 'error', suspicious: 'error' },
      ignorePatterns: ['.stream-pipeline/', 'cdk.out/', 'dist/', '.local/', 'contract/derived/'],
    });
  });

  it('run on the Node.js of the functions', () => {
    expect(readFileSync(join(project, '.nvmrc'), 'utf8').trim()).toBe('24');
    expect(read('package.json')['engines'].node).toBe('>=22');
  });
});
