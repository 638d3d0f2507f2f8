import { expect, it } from '@jest/globals';
import { parseAnswers, renderProject } from '../../generators/core/api.ts';

it('the first commands in the README of a project end with the local run', () => {
  const parsed = parseAnswers({ useCase: 'dynamodb-search', name: 'shop' }, undefined);
  if (!parsed.ok) throw new Error('the answers are not complete');
  const readme = renderProject(parsed.answers).find(({ path }) => path === 'README.md')!;
  const [, block] = /```sh\n(.*?)```/s.exec(Buffer.from(readme.contents).toString())!;
  const commands = block!.trimEnd().split('\n');
  expect(commands.map((line) => line.replace(/ *#.*/, ''))).toEqual(['npm ci', 'npm test', 'npm run local']);
});
