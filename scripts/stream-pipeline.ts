// npm run stream-pipeline -- ARGUMENTS: the `stream-pipeline` of this clone, in the folder where npm was called.
import { main } from '../generators/cli/main.ts';

// `npm --silent` would otherwise silence the npm that installs a project, and its errors
delete process.env['npm_config_loglevel'];
process.chdir(process.env['INIT_CWD'] ?? '.');
process.exitCode = await main(process.argv.slice(2));
