// Runs a generator the way `yo` does, in a process of its own: yeoman-run.ts GENERATOR NAME '{"flag": "value"}'
import { createEnv } from 'yeoman-environment';

const [generator, name, options] = process.argv.slice(2);
const environment = createEnv({});
environment.register(generator!, { namespace: 'stream-pipeline:app' });
try {
  await environment.run(['stream-pipeline:app', name!], JSON.parse(options!) as object);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
