import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder } from '../matrix/assemble.ts';
import { RunPage } from './run-page.ts';
import { Shell } from './shell.ts';
import { edited, missingIn, stepsOf, type Step } from './steps.ts';

const root = join(import.meta.dirname, '..', '..');
/** The workshop of a use case. It holds the project's own page, word for word: test/docs sees to that. */
export const pageOf = (useCase: string): string =>
  readFileSync(join(root, 'docs', 'workshops', `${useCase}.md`), 'utf8');

/** What a reader's commands are here, in a project of this name. */
const atHand = (name: string): readonly (readonly [string, string])[] => [
  ['npx generator-stream-pipeline', `node ${join(root, 'bin', 'stream-pipeline.js')}`],
  // inside a repository, the generator makes none
  [`cd ${name}`, `cd ${name}\ngit -c init.defaultBranch=main init --quiet`],
  // projects below build/ find the packages of this repository
  ['npm ci', 'true'],
  // test/installed runs it in the same project
  ['npm test', 'true'],
];
const env = {
  ...process.env,
  NODE_OPTIONS: '',
  // test/installed tries all of them
  SEEDS: '3',
  GIT_AUTHOR_NAME: 'Reader',
  GIT_AUTHOR_EMAIL: 'reader@example.com',
  GIT_COMMITTER_NAME: 'Reader',
  GIT_COMMITTER_EMAIL: 'reader@example.com',
};

const titleOf = (step: Step): string => {
  if (step.kind === 'commands') return step.text.replaceAll('\n', '; ');
  return step.kind === 'edit' ? `edit ${step.file}` : step.kind === 'output' ? step.lines[0]! : step.does;
};

/** Tests every step of the workshop of a use case, in a fresh project: a suite of its own for each, as it takes minutes. */
export const follow = (useCase: string): void =>
  describe(`every step of the workshop, in a fresh project of ${useCase}`, () => {
    jest.setTimeout(300_000);
    const page = pageOf(useCase);
    const steps = stepsOf(page);
    const [, name] = /^cd (\S+)$/m.exec(page)!;
    let shell: Shell;
    let runPage: RunPage | undefined;
    let allWell = true;
    beforeAll(() => {
      const folder = join(buildFolder, 'workshop', useCase);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      shell = new Shell(folder, env, atHand(name!));
    });
    afterAll(() => shell.kill());

    it.each(steps.map((step) => [step.line, titleOf(step), step] as const))(
      'line %d: %s',
      async (_line, _title, step) => {
        expect(allWell ? 'everything before went well' : 'a step before this one failed').toMatch(/well/);
        allWell = false;
        if (step.kind === 'edit' || (step.kind === 'commands' && step.how !== 'in another terminal'))
          await endLiveRun();
        await take(step);
        allWell = true;
      },
    );

    async function take(step: Step): Promise<void> {
      switch (step.kind) {
        case 'commands':
          return await runs(step);
        case 'edit': {
          const file = join(shell.folder, step.file);
          return writeFileSync(file, edited(readFileSync(file, 'utf8'), step.lines));
        }
        case 'output':
          return expect({ missing: missingIn(shell.said, step.lines), said: '' }).toEqual({ missing: [], said: '' });
        case 'on the page':
          return await runPage!.do(step.does);
      }
    }

    async function runs({ how, text }: Step & { kind: 'commands' }): Promise<void> {
      const wantsAccount = /\b(aws|cdk|aws-cdk@2)\b|npm run (deploy|preflight|seed|smoke|replay)(?!.* --stage local)/;
      if (how === 'needs an account') {
        const { scripts } = JSON.parse(readFileSync(join(shell.folder, 'package.json'), 'utf8')) as { scripts: object };
        const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
        expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
        for (const command of text.split('\n')) expect(command).toMatch(wantsAccount);
        return;
      }
      expect(text).not.toMatch(wantsAccount);
      if (how === 'until Ctrl-C') {
        const [, url] = await shell.startLive(text, /runs on this machine: (http:\/\/127\.0\.0\.1:\d+\/?)/);
        runPage = new RunPage(url!);
        return;
      }
      const code = await shell.run(text);
      const what = code === 0 ? 'succeeds' : 'fails';
      const wanted = how === 'in another terminal' ? 'succeeds' : how;
      expect({ what, said: what === wanted ? '' : shell.said }).toEqual({ what: wanted, said: '' });
    }

    /** Ctrl-C, and what the run says then. */
    async function endLiveRun(): Promise<void> {
      if (!runPage) return;
      runPage = undefined;
      await shell.interrupt();
      // a line that is too long for a terminal goes on in the next one
      const said = shell.said.replaceAll('\n+ ', ' + ');
      const missing = missingIn(said, ['… entered = … delivered + … + 0 lost']);
      expect({ missing, said: missing.length > 0 ? said : '' }).toEqual({ missing: [], said: '' });
    }
  });
