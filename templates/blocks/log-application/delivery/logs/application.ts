import { address, agents, paths, pick, upTo, type LogKind } from './log-kind.ts';

interface Line {
  timestamp: string | number;
  level: string;
  clientIp: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  userAgent: string;
  note: string;
  nested: { user: number };
}

/** Logs of applications: a JSON object a line. */
export const application: LogKind = {
  header: undefined,
  isHeader: () => false,
  line: (random, at) => {
    const line: Line = {
      timestamp: pick(random, [at.toISOString(), at.getTime(), at.toISOString().replace('Z', '+02:00')]),
      level: pick(random, ['info', 'error']),
      clientIp: address(random),
      method: 'GET',
      path: pick(random, paths),
      status: pick(random, [200, 404, 503]),
      durationMs: upTo(random, 9000) / 10,
      userAgent: pick(random, agents),
      note: pick(random, ['grüße, 世界 🎉', 'two\nlines', '\u0000', '"quoted" \\ back']),
      nested: { user: upTo(random, 99) },
    };
    return JSON.stringify(line);
  },
  broken: (random) => pick(random, ['plain text', '{"level":"info"}', '{"timestamp":"later"}', '"text"']),
  expected: (text) => {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      return 'broken';
    }
    const time = new Date(line.timestamp ?? NaN).getTime();
    if (Number.isNaN(time)) return 'broken';
    return {
      time,
      client: line.clientIp,
      method: line.method,
      path: line.path,
      status: line.status,
      outcome: line.level,
      latency_ms: line.durationMs,
      user_agent: line.userAgent,
      extra: { note: line.note, nested: line.nested },
    };
  },
};
