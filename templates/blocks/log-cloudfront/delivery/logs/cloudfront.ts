import { address, agents, numberOf, paths, pick, textOf, upTo, type LogKind } from './log-kind.ts';

/** Fields in an order of somebody's own; the last one is newer than this project. */
const columns =
  'date time sc-bytes c-ip cs-method x-host-header cs-uri-stem cs-uri-query sc-status cs(User-Agent) x-edge-result-type time-taken x-edge-novelty';

/** CloudFront encodes what is not plain, the percent signs of the viewer included. */
const encoded = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll(' ', '%20').replaceAll('"', '%22').replaceAll('\\', '%5C');

/** CloudFront standard logging v2: w3c with tabs, and lines of JSON in between. */
export const cloudfront: LogKind = {
  header: `#Fields: ${columns}`,
  isHeader: (line) => line.startsWith('#Fields:'),
  line: (random, at) => {
    if (random() < 0.1) return '#Version: 1.0';
    const [date, time] = at.toISOString().slice(0, 19).split('T');
    const values: Record<string, string> = {
      date: date!,
      time: time!,
      'sc-bytes': String(upTo(random, 90_000)),
      'c-ip': address(random),
      'cs-method': pick(random, ['GET', 'POST', 'OPTIONS']),
      'x-host-header': 'shop.example.com',
      'cs-uri-stem': encoded(pick(random, paths)),
      'cs-uri-query': pick(random, ['-', 'q=1', 'q=%2520x']),
      'sc-status': pick(random, ['200', '304', '000', '502']),
      'cs(User-Agent)': encoded(pick(random, agents)),
      'x-edge-result-type': pick(random, ['Hit', 'Miss', 'Error']),
      'time-taken': `0.0${10 + upTo(random, 90)}`,
      'x-edge-novelty': pick(random, ['-', 'yes', 'größe']),
    };
    return random() < 0.3
      ? JSON.stringify(values)
      : columns
          .split(' ')
          .map((name) => values[name])
          .join('\t');
  },
  http: true,
  request: (at, { client, path, status }) => {
    const [date, time] = at.toISOString().slice(0, 19).split('T');
    return [date, time, 180, client, 'POST', 'shop.example.com', path, '-', status, '-', 'Error', '0.050', '-'].join(
      '\t',
    );
  },
  broken: (random) => pick(random, ['2026-01-01\t10:00:00', '{"date":', 'never\tnever'.padEnd(60, '\t-')]),
  expected: (line, header) => {
    if (line.startsWith('#')) return 'none';
    const names = (header ?? '').replace('#Fields:', '').trim().split(' ');
    let values: Record<string, string>;
    if (line.startsWith('{'))
      try {
        values = JSON.parse(line) as Record<string, string>;
      } catch {
        return 'broken';
      }
    else {
      const fields = line.split('\t');
      if (fields.length < names.length) return 'broken';
      values = Object.fromEntries(names.map((name, at) => [name, fields[at]!]));
    }
    const time = Date.parse(`${values['date']}T${values['time']}Z`);
    if (Number.isNaN(time)) return 'broken';
    const decoded = (name: string) => textOf(values[name]) && decodeURIComponent(values[name]!);
    const novelty = textOf(values['x-edge-novelty']);
    return {
      time,
      client: textOf(values['c-ip']),
      method: textOf(values['cs-method']),
      host: textOf(values['x-host-header']),
      path: decoded('cs-uri-stem'),
      query: decoded('cs-uri-query'),
      status: numberOf(values['sc-status']),
      outcome: textOf(values['x-edge-result-type']),
      bytes: numberOf(values['sc-bytes']),
      latency_ms: Math.round(Number(values['time-taken']) * 1e6) / 1000,
      user_agent: decoded('cs(User-Agent)'),
      extra: novelty && { 'x-edge-novelty': novelty },
    };
  },
};
