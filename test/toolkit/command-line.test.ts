import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { asksForHelp, readStage } from '../../toolkit/command-line.ts';

const json = { json: { type: 'boolean' } } as const;
const read = (argv: string[]) => readStage(argv, json, ['dev', 'local'], 'npm run thing -- --stage dev|local');

it('reads a stage and further options', () => {
  expect(read(['--stage', 'local', '--json'])).toEqual({ stage: 'local', json: true });
  expect(read(['--stage', 'dev'])).toEqual({ stage: 'dev' });
});

it.each([
  [[], '--stage: expected dev or local\n'],
  [['--stage', 'test'], '--stage: expected dev or local, not "test"\n'],
  [['--stage', 'dev', '--all'], "Unknown option '--all'"],
  [['dev'], "Unexpected argument 'dev'"],
])('%j is answered with the usage', (argv, problem) => {
  expect(() => read(argv)).toThrow(problem);
  expect(() => read(argv)).toThrow('npm run thing -- --stage dev|local');
});

it.each([
  [['--help'], true],
  [['--stage', 'dev', '-h'], true],
  [['--stage', 'dev'], false],
])('%j asks for help: %j', (argv, asks) => {
  expect(asksForHelp(argv)).toBe(asks);
});

it('goes on when the reader of its output leaves', async () => {
  const file = join(import.meta.dirname, '../../toolkit/command-line.ts');
  const program = `
    import { outliveReader } from ${JSON.stringify(file)};
    outliveReader();
    for (let line = 0; line < 100; line++) {
      console.log('x'.repeat(10_000));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    process.exitCode = 7;
  `;
  const command = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  command.stderr.on('data', (chunk) => said.push(String(chunk)));
  await once(command.stdout, 'data');
  command.stdout.destroy();
  const [code] = (await once(command, 'close')) as [number];
  expect({ code, said: said.join('') }).toEqual({ code: 7, said: '' });
});
