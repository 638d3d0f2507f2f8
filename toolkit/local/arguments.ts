import { parseArgs } from 'node:util';

/** What `npm run local` was asked for. */
export interface LocalArguments {
  /** Runs under seeded faults, ends with a ledger, and exits with 1 if an event is lost. */
  check: boolean;
  /** The same seed injects the same faults into the same events. */
  seed: number;
  /** How many samples to feed; undefined: until the run is stopped. */
  events: number | undefined;
  /** Samples per second. */
  rate: number;
  /** How many milliseconds pass on the clock of the run in one real millisecond. */
  speed: number;
  /** Continues a run that was killed. */
  resume: boolean;
  /** The ledger as JSON, for machines. */
  json: boolean;
  /** Also prints the stand-ins, and the permissions that were not used. */
  verbose: boolean;
  /** Where the page is served; 0 takes a free port. */
  port: number;
}

/** At a higher speed, functions time out on a busy machine: their code takes real time. */
const fastest = 50;
const largest = 999_999_999;

const ofLive = { events: undefined, rate: 20, speed: 1 };
const ofCheck = { events: 2000, rate: 200, speed: 20 };

export const usage = `npm run local [-- OPTIONS]            runs the pipeline on this machine until you press Ctrl-C
npm run local -- --check [OPTIONS]    runs it under seeded faults and prints a ledger; exits with 1 if an event is lost

  --seed N      selects the faults, 0 to ${largest} (default 1)
  --events N    number of samples to feed (default: no limit; ${ofCheck.events} with --check)
  --rate N      samples per second (default ${ofLive.rate}; ${ofCheck.rate} with --check)
  --speed N     speed of the run's clock; 1 is real time, ${fastest} the most (default ${ofLive.speed}; ${ofCheck.speed} with --check)
  --port N      port of the page (default: a free port)
  --resume      continues a run that was killed
  --verbose     also prints the stand-ins, and the permissions that a check did not use
  --json        prints everything that a check found as JSON`;

/** Reads the command line. Throws an error that ends with the usage. */
export function readArguments(argv: string[]): LocalArguments {
  const { values } = parse(argv);
  const { check = false, resume = false, json = false, verbose = false } = values;
  if (json && !check) throw new Error(`--json needs --check: only a check has a ledger\n\n${usage}`);
  const unasked = check ? ofCheck : ofLive;
  return {
    check,
    resume,
    json,
    verbose,
    seed: whole('seed', values.seed, 0, largest) ?? 1,
    events: whole('events', values.events, 1, largest) ?? unasked.events,
    rate: positive('rate', values.rate, 100_000) ?? unasked.rate,
    speed: positive('speed', values.speed, fastest) ?? unasked.speed,
    port: whole('port', values.port, 0, 65_535) ?? 0,
  };
}

/** The command that repeats a check. */
export function commandOf({ seed, events, rate, speed }: LocalArguments): string {
  const others = Object.entries({ rate, speed }).filter(([name, value]) => value !== ofCheck[name as 'rate' | 'speed']);
  const options = [['seed', seed], ['events', events], ...others].map(([name, value]) => `--${name} ${value}`);
  return `npm run local -- --check ${options.join(' ')}`;
}

function parse(argv: string[]) {
  const number = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: argv,
      options: {
        seed: number,
        events: number,
        rate: number,
        speed: number,
        port: number,
        check: flag,
        resume: flag,
        json: flag,
        verbose: flag,
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}

function whole(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) < least || Number(text) > most)
    throw new Error(`--${name} ${text}: expected a whole number from ${least} to ${most}\n\n${usage}`);
  return Number(text);
}

function positive(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (!(Number(text) > 0 && Number(text) <= most))
    throw new Error(`--${name} ${text}: expected a number above 0 and at most ${most}\n\n${usage}`);
  return Number(text);
}
