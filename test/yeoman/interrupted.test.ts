import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { endWhenInterrupted, interruptible } from '../../generators/app/interrupted.ts';
import { Interrupted } from '../../generators/entrance/interruption.ts';
import { key } from '../cli/fake-terminal.ts';
import { root, temporaryFolder } from '../cli/command.ts';

jest.setTimeout(60_000);

/** Runs the generator as `yo` does, and types as soon as a question is on the screen. */
function typed(cwd: string, question: string, keys: string, ...argv: string[]) {
  return new Promise<{ code: number | null; err: string }>((resolve, reject) => {
    const env = { ...process.env, HOME: temporaryFolder(), NO_COLOR: '1' };
    const child = spawn(process.execPath, [join(root, 'test', 'yeoman', 'like-yo.ts'), ...argv], { cwd, env });
    let out = '';
    let err = '';
    let asked = false;
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      // a prompt listens for keys from the turn after its first drawing, and draws the line of its keys last
      if (asked || !out.includes(question)) return;
      asked = true;
      setTimeout(() => child.stdin.write(keys), 200);
    });
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => (asked ? resolve({ code, err }) : reject(new Error(`not asked: ${out}${err}`))));
  });
}

describe('at a terminal, one sentence and exit code 130 follow', () => {
  it('Ctrl-C at a question', async () => {
    const cwd = temporaryFolder();
    const ended = await typed(cwd, 'Use case', key.ctrlC, 'shop');
    expect(ended).toEqual({ code: 130, err: 'Interrupted; nothing was written.\n' });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('Ctrl-C at a question of Yeoman about a file', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'shop'));
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine');
    const ended = await typed(cwd, 'Overwrite', key.ctrlC, 'shop', '--yes');
    expect(ended.code).toBe(130);
    expect(ended.err).toMatch(/Interrupted; nothing was written\.\n$/);
    expect(ended.err).not.toContain('Error');
    expect(readdirSync(join(cwd, 'shop'))).toEqual(['README.md']);
  });

  it('"cancel" in the summary', async () => {
    const answers =
      '--use-case dynamodb-search --table new --search domain --api-auth iam --ttl-deletes keep --history none'.split(
        ' ',
      );
    const ended = await typed(temporaryFolder(), 'Write the project', 'cancel' + key.enter, 'shop', ...answers);
    expect(ended.code).toBe(130);
    expect(ended.err).toMatch(/\nCancelled; nothing was written\.\n$/);
    expect(ended.err).not.toContain('Error');
  });
});

describe('inside another program, Yeoman rejects with the sentence and the code', () => {
  const closedPrompt = () => Object.assign(new Error('User force closed the prompt'), { name: 'ExitPromptError' });

  it('after Ctrl-C, which Inquirer has another error for', () => {
    const adapter = new AbortController();
    endWhenInterrupted(adapter, false);
    adapter.abort(closedPrompt());
    expect(adapter.signal.reason).toMatchObject({ message: 'Interrupted; nothing was written.', code: 130 });
  });

  it('after an interruption of a step, which ends the run', async () => {
    const adapter = new AbortController();
    const step = interruptible(adapter, () => Promise.reject(new Interrupted()));
    await expect(step).rejects.toThrow('Interrupted; nothing was written.');
    expect(adapter.signal.aborted).toBe(true);
  });

  it('and leaves every other error as it is', async () => {
    const adapter = new AbortController();
    endWhenInterrupted(adapter, false);
    await expect(interruptible(adapter, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(adapter.signal.aborted).toBe(false);
    adapter.abort(new Error('disk full'));
    expect(adapter.signal.reason).not.toHaveProperty('code');
  });
});
