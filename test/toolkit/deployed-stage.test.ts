import { expect, it } from '@jest/globals';
import { deployedStage, type DescribedStack } from '../../toolkit/stack/deployed-stage.ts';

const stack: DescribedStack = {
  id: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/things-dev/1a2b',
  outputs: { TableName: 'items' },
};

/** Where the stack was looked for, and what came of it. */
async function look(where: { account?: string; region?: string }, described: DescribedStack | undefined) {
  const asked: unknown[] = [];
  const stage = await deployedStage({ name: 'things', environments: { dev: where } }, 'dev', async (...question) => {
    asked.push(question);
    return described;
  });
  return { asked, stage };
}

it('looks for the stack in the region of the stage', async () => {
  expect(await look({ account: '111122223333', region: 'eu-west-1' }, stack)).toEqual({
    asked: [['things-dev', { region: 'eu-west-1' }]],
    stage: { region: 'eu-west-1', outputs: { TableName: 'items' } },
  });
});

it('takes the region of the credentials where the stage names none, and says which it was', async () => {
  const { asked, stage } = await look({}, stack);
  expect(asked).toEqual([['things-dev', {}]]);
  expect(stage.region).toBe('eu-west-1');
});

it('stops at credentials for another account', async () => {
  await expect(look({ account: '444455556666' }, stack)).rejects.toThrow(
    'infra/project.ts places stage dev in account 444455556666, but your credentials are for account 111122223333',
  );
});

it.each([
  [{ region: 'eu-west-1' }, /Stack things-dev does not exist in eu-west-1\. .*npm run deploy -- things-dev/],
  [{}, /Stack things-dev does not exist in your default region/],
])('says where there is no stack: %j', async (where, problem) => {
  await expect(look(where, undefined)).rejects.toThrow(problem);
});
