import { address, agents, numberOf, paths, pick, textOf, upTo, type LogKind } from './log-kind.ts';

const oddAgents = ['-', 'agent "with" quotes', 'agent "at the end"', 'tab\there', 'Größe/1', '"'];
const fields =
  /^(?<type>\S+) (?<time>\S+) \S+ (?<client>\S+):\d+ \S+ (?<wait>\S+) (?<work>\S+) (?<answer>\S+) (?<status>\S+) \S+ \S+ (?<bytes>\S+) "(?<request>.*?)" "(?<agent>.*)" [-A-Z0-9]+ (?:-|(?:TLS|SSL)\S+) \S+ "(?:-|Root\S*)"(?<rest>.*)$/;
const request = /^(?<method>\S+) \w+:\/\/(?<host>[^/?]+)(?<path>\/[^?]*)?(?:\?(?<query>.*))? \S+$/;

/** Access logs of an Application Load Balancer: 18 fields as in 2016, 33, or more. */
export const alb: LogKind = {
  // the line of the file that a load balancer writes when its logs are enabled
  header: 'Enable AccessLog for ELB: app/edge/50dc6c495c0c9188 at 2026-01-01T00:00:00.000Z',
  isHeader: (line) => line.startsWith('Enable AccessLog for ELB:'),
  line: (random, at) => {
    const failed = random() < 0.1;
    const times = failed ? '-1 -1 -1' : `0.00${upTo(random, 10)} 0.${100 + upTo(random, 900)} 0.000`;
    const query = random() < 0.5 ? `?q=${upTo(random, 99)}&r="x` : '';
    const url = `https://shop.example.com:443${pick(random, paths)}${query}`;
    const agent = pick(random, [...agents, ...oddAgents]);
    const first =
      `h2 ${at.toISOString().replace('Z', '123Z')} app/edge/50dc6c495c0c9188 ${address(random)}:${1024 + upTo(random, 60_000)} ` +
      `${failed ? '-' : '10.0.0.1:80'} ${times} ${failed ? 503 : 200} ${failed ? '-' : 200} 34 ${upTo(random, 90_000)} ` +
      `"GET ${url} HTTP/2.0" "${agent}" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 ` +
      'arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/t/73e2d6bc24d8a067 "Root=1-58337262-36d228ad5d99923122bbe354"';
    if (random() < 0.2) return first;
    const whole =
      `${first} "shop.example.com" "arn:aws:acm:us-east-2:123456789012:certificate/1" 0 ${at.toISOString()} "waf,forward" "-" "-" ` +
      '"10.0.0.1:80" "200" "-" "-" TID_1234abcd "-" "-" "-"';
    return random() < 0.3 ? `${whole} "new field" 7` : whole;
  },
  http: true,
  request: (at, { client, path, status }) =>
    `h2 ${at.toISOString().replace('Z', '123Z')} app/edge/50dc6c495c0c9188 ${client}:40123 10.0.0.1:80 0.001 0.050 0.000 ` +
    `${status} ${status} 220 180 "POST https://shop.example.com:443${path} HTTP/2.0" "okhttp/4.12.0" ` +
    'ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 - "Root=1-58337262-36d228ad5d99923122bbe354"',
  broken: (random) => pick(random, ['h2 2018-07-02T22:23:00.186641Z app/edge', `h2 never${' x'.repeat(30)}`, 'http']),
  expected: (line) => {
    const parts = fields.exec(line)?.groups;
    const time = Date.parse(parts?.['time'] ?? '');
    if (!parts || Number.isNaN(time)) return 'broken';
    const { method, host, path, query } = request.exec(parts['request']!)?.groups ?? {};
    const seconds = [parts['wait'], parts['work'], parts['answer']].map(Number);
    const extra = parts['rest']!.endsWith('"-" "-" "-" "new field" 7') ? { '34': 'new field', '35': '7' } : undefined;
    return {
      time,
      client: parts['client'],
      method,
      host,
      path,
      query,
      status: numberOf(parts['status']),
      bytes: numberOf(parts['bytes']),
      latency_ms: seconds.some((each) => each < 0)
        ? undefined
        : Math.round(seconds.reduce((sum, each) => sum + each * 1e6, 0)) / 1000,
      user_agent: textOf(parts['agent']),
      extra,
    };
  },
};
