// `yo stream-pipeline ARGUMENTS`, as `yo` runs a generator: its environment, its adapter, and its report of an error.
// Keys arrive on standard input, which is taken for a terminal.
import { TerminalAdapter } from '@yeoman/adapter';
import { createEnv } from 'yeoman-environment';
import App from '../../generators/app/index.ts';
import { meta } from './meta.ts';

const stdin = Object.assign(process.stdin, { isTTY: true, setRawMode: () => process.stdin });
const env = createEnv({ adapter: new TerminalAdapter({ stdin }) });
env.register(App as never, meta as never);
try {
  await env.run([meta.namespace, ...process.argv.slice(2)], {});
} catch (error) {
  const { message, code } = error as Error & { code?: number };
  console.error('Error', process.argv.slice(2).join(' '), '\n');
  console.error(message);
  process.exit(code || 1);
}
