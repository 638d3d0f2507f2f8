import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { command, temporaryFolder } from '../cli/command.ts';

const run = promisify(execFile);
const parent = temporaryFolder();

/**
 * Tests the way of a user of a use case, with nothing of this repository in reach: generate, install, test, synthesize. A suite of its own
 * for each use case, as it takes minutes.
 */
export const installed = (useCase: string): void =>
  describe(`a project of the use case ${useCase}`, () => {
    const project = join(parent, useCase);

    /** What a command of npm says; all of it where the command fails. */
    async function npm(...args: string[]): Promise<string> {
      const env = { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1' };
      const { stdout, stderr } = await run('npm', args, { cwd: project, env, maxBuffer: 2 ** 26 }).catch(
        (error: { stdout: string; stderr: string }) => {
          throw new Error(`npm ${args.join(' ')} failed:\n${error.stdout}\n${error.stderr}`);
        },
      );
      return stdout + stderr;
    }

    beforeAll(async () => {
      const parts = ['new', 'shop', '--use-case', useCase, '--yes', '--no-install', '--out', useCase];
      expect(await command(parent, ...parts)).toMatchObject({ code: 0 });
    }, 60_000);

    it('installs from its lock, without a warning', async () => {
      const said = await npm('ci', '--prefer-offline', '--no-audit', '--no-fund');
      const aboutThisMachine = /Unknown (env|user|builtin|global) config/;
      const warnings = said.split('\n').filter((line) => /warn|deprecated/i.test(line) && !aboutThisMachine.test(line));
      expect(warnings).toEqual([]);
    }, 1_200_000);

    it('passes its own tests', async () => {
      expect(await npm('test')).toMatch(/^Tests: +(\d{2,}) passed, \1 total$/m);
    }, 1_200_000);

    it('synthesizes with every rule', async () => {
      await npm('run', 'synth');
      expect(readdirSync(join(project, 'cdk.out'))).toEqual(
        expect.arrayContaining(['shop-dev.template.json', 'shop-prod.template.json']),
      );
      expect(existsSync(join(project, 'node_modules', 'generator-stream-pipeline'))).toBe(false);
    }, 1_200_000);
  });
