import type { EventSource } from '../contracts/event-source.ts';
import type { Functions, Host, RunningService, Service } from '../contracts/service.ts';
import type { TokenIssuer } from '../contracts/tokens.ts';
import type { Kinds } from '../services/kinds.ts';
import type { Registry } from './registry.ts';

/** What services give each other. */
export type Shared = Pick<Host, 'find' | 'source' | 'functions' | 'tokens'>;

/** The services of one run. A service starts when it is first asked for: whoever needs another finds it started. */
export class RunningServices {
  readonly #registry: Registry;
  readonly #hostOf: (service: Service, shared: Shared) => Host;
  readonly #running = new Map<string, RunningService>();
  readonly #starting: string[] = [];

  constructor(registry: Registry, hostOf: (service: Service, shared: Shared) => Host) {
    this.#registry = registry;
    this.#hostOf = hostOf;
  }

  /** Starts all of them, and gives them in the order of their ids. */
  all(): readonly RunningService[] {
    return this.#registry.services.map((service) => this.#started(service));
  }

  /** Undefined for a name that no service of this runtime answers to. */
  signedFor(name: string): RunningService | undefined {
    const service = this.#registry.signedFor(name);
    return service && this.#started(service);
  }

  /** The service that gives a kind. Throws when this runtime has none. */
  giving(kind: keyof Kinds): RunningService {
    const service = this.#registry.giving(kind);
    if (!service) throw new Error(`This local runtime has no service with a ${kind}.`);
    return this.#started(service);
  }

  /** A resource by kind, and by name where there are several. Throws where it is not there, listing what is. */
  needed<Kind extends keyof Kinds>(kind: Kind, nameOrArn: string | undefined): Kinds[Kind] {
    const service = this.giving(kind);
    const names = service.names?.() ?? [];
    const wanted = nameOrArn ?? (names.length === 1 ? names[0] : undefined);
    if (wanted === undefined && names.length > 1)
      throw new Error(`The stack has more than one ${kind}: name one of ${names.join(', ')}.`);
    const found = wanted === undefined ? undefined : service.find?.(wanted);
    if (found) return found as Kinds[Kind];
    const what = nameOrArn === undefined ? kind : `${kind} "${nameOrArn}"`;
    throw new Error(`The stack has no ${what}${names.length > 0 ? `, only ${names.join(', ')}` : ''}.`);
  }

  #started(service: Service): RunningService {
    const known = this.#running.get(service.id);
    if (known) return known;
    if (this.#starting.includes(service.id))
      throw new Error(`Services need each other to start: ${[...this.#starting, service.id].join(' -> ')}.`);
    this.#starting.push(service.id);
    const running = service.start(this.#hostOf(service, this.#shared()));
    this.#starting.pop();
    this.#running.set(service.id, running);
    return running;
  }

  #shared(): Shared {
    return {
      find: (kind, nameOrArn) => this.giving(kind).find?.(nameOrArn) as never,
      source: (arn) => this.#first((service): EventSource<never> | undefined => service.source?.(arn)),
      functions: {
        invoke: (arn, event) => this.#functions().invoke(arn, event),
        notify: (arn, event) => this.#functions().notify(arn, event),
      },
      tokens: () => this.#tokens(),
    };
  }

  #functions(): Functions {
    const functions = this.#first((service) => service.functions);
    if (functions) return functions;
    throw new Error('This local runtime has no service that runs functions.');
  }

  #tokens(): TokenIssuer {
    const tokens = this.#first((service) => service.tokens);
    if (tokens) return tokens();
    throw new Error('This local runtime has no service that issues tokens.');
  }

  #first<Found>(find: (service: RunningService) => Found | undefined): Found | undefined {
    for (const service of this.all()) {
      const found = find(service);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
