import { address, agents, paths, pick, upTo, type LogKind, type Random } from './log-kind.ts';

interface Line {
  timestamp: string | number;
  level: string;
  clientIp: string;
  forwardedFor: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  userAgent: string;
  note: string;
  nested: { user: number };
}

/** As applications write it: in capital letters, mapped, with a port, as what a proxy says who does not know. */
const written = (random: Random, text: string): string =>
  text.includes(':')
    ? pick(random, [text, text.toUpperCase(), `[${text}]:443`])
    : pick(random, [text, text, `${text}:50122`, `::ffff:${text}`, `10.0.0.1, ${text}`, 'unknown']);

/** One address as it is said of a client; a list and what is no address stay as they are. */
const withoutPort = (client: string): string =>
  client.includes(',')
    ? client
    : client
        .replace(/^\[(.*)\]:\d+$/, '$1')
        .replace(/^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/, '$1')
        .replace(/^[\dA-F:]+$/, (address) => address.toLowerCase());

/** As Fluent Bit hands on what a container has printed. */
const onKubernetes = (at: Date, line: Line): string =>
  JSON.stringify({
    log: `${JSON.stringify(line)}\n`,
    stream: 'stdout',
    time: new Date(at.getTime() + 1000).toISOString(),
    kubernetes: { pod_name: 'web-1' },
  });

/** The same instant, two hours east of UTC. */
const inSummer = (at: Date): string => new Date(at.getTime() + 2 * 3_600_000).toISOString().replace('Z', '+02:00');

/** Logs of applications: a JSON object a line. */
export const application: LogKind = {
  header: undefined,
  isHeader: () => false,
  line: (random, at) => {
    const line: Line = {
      timestamp: pick(random, [at.toISOString(), at.getTime(), inSummer(at)]),
      level: pick(random, ['info', 'error']),
      clientIp: written(random, address(random)),
      forwardedFor: `${address(random)}, unknown, ${written(random, '203.0.113.10')}`,
      method: 'GET',
      path: pick(random, paths),
      status: pick(random, [200, 404, 503]),
      durationMs: upTo(random, 9000) / 10,
      userAgent: pick(random, agents),
      note: pick(random, ['grüße, 世界 🎉', 'two\nlines', '\u0000', '"quoted" \\ back']),
      nested: { user: upTo(random, 99) },
    };
    return random() < 0.2 ? onKubernetes(at, line) : JSON.stringify(line);
  },
  http: true,
  request: (at, { client, path, status }) =>
    JSON.stringify({
      timestamp: at.toISOString(),
      level: 'info',
      clientIp: client,
      forwardedFor: client,
      method: 'POST',
      path,
      status,
      durationMs: 50,
      userAgent: 'okhttp/4.12.0',
      note: '',
      nested: { user: 0 },
    } satisfies Line),
  broken: (random) => pick(random, ['plain text', '{"level":"info"}', '{"timestamp":"later"}', '"text"']),
  expected: (text) => {
    let line: Line;
    let wrapper: object | undefined;
    try {
      const { log, ...around } = JSON.parse(text) as Line & { log?: string };
      line = log === undefined ? around : (JSON.parse(log) as Line);
      wrapper = log === undefined ? undefined : around;
    } catch {
      return 'broken';
    }
    const time = new Date(line.timestamp ?? NaN).getTime();
    if (Number.isNaN(time)) return 'broken';
    return {
      time,
      client: withoutPort(line.clientIp),
      method: line.method,
      path: line.path,
      status: line.status,
      outcome: line.level,
      latency_ms: line.durationMs,
      user_agent: line.userAgent,
      extra: { forwardedFor: line.forwardedFor, note: line.note, nested: line.nested, ...(wrapper && { wrapper }) },
    };
  },
};
