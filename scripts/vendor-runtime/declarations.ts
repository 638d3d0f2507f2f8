import * as registered from '../../runtime/services/registry.ts';
import { closure, withoutImports, type DeclarationsOf } from './declaration-files.ts';
import { withoutOthers } from './only.ts';

/** Where public types stand. They may name each other's, and nothing else of ours. */
const places =
  /^runtime\/(contracts\/[\w-]+|services\/[\w-]+\/(types|door)|services\/(kinds|fault-id)|view\/state|door)\.ts$/;

/** The files of the runtime whose types a project may name. */
export const typesOfRuntime = ['runtime/view/state.ts', 'runtime/door.ts'];

/** The types of the public door with these services, in one file that stands alone. */
export function declarations(of: DeclarationsOf, services: readonly string[]): string {
  const textOf = (path: string): string => {
    if (path === 'runtime/services/kinds.ts') return kindsOf(of, services);
    if (path === 'runtime/services/fault-id.ts') return faultIdsOf(services);
    return path === 'runtime/door.ts' ? withoutOthers(of(path), services) : of(path);
  };
  const paths = closure(typesOfRuntime, textOf);
  const strange = paths.find((path) => !places.test(path));
  if (strange !== undefined)
    throw new Error(`The door names a type of ${strange}. Declare it in a contract or in the types.ts of a service.`);
  return paths.map((path) => withoutImports(textOf(path))).join('\n');
}

/** The kinds of these services. */
function kindsOf(of: DeclarationsOf, services: readonly string[]): string {
  const own = [
    ...of('runtime/services/kinds.ts').matchAll(/^import type \{ (\w+) \} from '\.\/([\w-]+)\/types\.ts';$/gm),
  ]
    .map(([, name, service]) => ({ name: name!, service: service! }))
    .filter(({ service }) => services.includes(service));
  const imports = own.map(({ name, service }) => `import type { ${name} } from './${service}/types.ts';\n`);
  const kinds = own.map(({ name }) => name).join(', ');
  return `${imports.join('')}/** What may be found in a stack, by kind. */\nexport interface Kinds extends ${kinds} {\n}\n`;
}

function faultIdsOf(services: readonly string[]): string {
  const ids = Object.values(registered)
    .filter(({ id }) => services.includes(id))
    .flatMap(({ faults }) => Object.keys(faults));
  const union = ids.map((id) => `'${id}'`).join(' | ') || 'never';
  return `/** The ids of all faults, for completion. Whatever takes an id takes a text, and checks it. */\nexport type FaultId = ${union};\n`;
}
