/** A package-lock.json, as far as completing it needs. */
export interface Lock {
  packages: Record<string, LockEntry>;
}
interface LockEntry {
  version?: string;
  resolved?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

const systems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'aix', 'sunos', 'netbsd', 'openbsd'];
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32', 'mips64el'];

/**
 * Adds the optional platform packages that npm left out because the registry it asked did not have them
 * (npm/cli#9846: `npm ci` then rejects the lock that `npm install` has just written), and removes download addresses.
 * Returns the names it added.
 */
export function completeLock(lock: Lock): string[] {
  const added: string[] = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    delete entry.resolved;
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const places = lookupPlaces(path, name);
      if (places.some((place) => lock.packages[place])) continue;
      lock.packages[places.at(-1)!] = { version, optional: true, ...platformOf(name) };
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return added;
}

/** Where Node.js looks for a package, from the dependent's own node_modules up to the root's. */
function lookupPlaces(dependent: string, name: string): string[] {
  const places: string[] = [];
  for (let at = dependent; ; at = at.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    places.push(`${at ? `${at}/` : ''}node_modules/${name}`);
    if (!at) return places;
  }
}

/** os and cpu as far as the name tells: an entry without them would be fetched, and fail, on every machine. */
function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu'> {
  const os = systems.find((system) => name.includes(system));
  const cpu = processors.find((processor) => new RegExp(`-${processor}(-|$)`).test(name));
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}) };
}
