import { afterEach, expect, it } from '@jest/globals';
import { currentInvocation, Invocation } from '../../runtime/kernel/invocation.ts';
import { functionOf, role, StackWorld } from './stack-world.ts';

const transform = `export const handler = async () => 'done';`;

const world = new StackWorld();
afterEach(() => world.close());

it('lets a function go on whose work another one has caused, when that one has ended', async () => {
  const stack = await world.start({ Role: role('Transform'), Function: functionOf('Transform', 'Role') }, transform);
  // a writer to a stream, whose records Firehose then has transformed
  const writer = new Invocation(undefined, () => undefined);
  const transformed = currentInvocation.run(writer, () => stack.find('function').invoke({}));
  writer.end();
  expect(await transformed).toBe('done');
});
