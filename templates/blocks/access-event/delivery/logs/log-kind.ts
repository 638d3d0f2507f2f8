/** A number from 0 to 1, without 1. */
export type Random = () => number;

/** What an event should say, beside raw id and source; `extra` as what its JSON says. */
export type Expected = Readonly<Record<string, unknown>>;

/** A request that a line is to tell of. */
export interface Request {
  client: string;
  path: string;
  status: number;
}

/** A kind of log, for samples and for the account. It shares no code with the processors. */
export interface LogKind {
  /** The line that a file of this kind begins with; undefined where it has none. */
  header: string | undefined;
  /** A line as it is found in the wild: with what people really send. */
  line(random: Random, at: Date): string;
  /** Whether its lines have paths and statuses of HTTP. */
  http: boolean;
  /** A line of this request; one without HTTP has the client alone. */
  request(at: Date, request: Request): string;
  /** A line that is no event. */
  broken(random: Random): string;
  /**
   * What becomes of a line, given the last header before it: an event, nothing (a header, a comment), a line that a rule drops, or one
   * that is parked.
   */
  expected(line: string, header: string | undefined): Expected | 'none' | 'dropped' | 'broken';
  isHeader(line: string): boolean;
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
export const upTo = (random: Random, most: number): number => Math.floor(random() * most);

/** Addresses of documentation, of both kinds. */
export const address = (random: Random): string =>
  random() < 0.2
    ? `2001:db8:${(1 + upTo(random, 0xfffe)).toString(16)}::${(1 + upTo(random, 0xfffe)).toString(16)}`
    : `203.0.113.${upTo(random, 255)}`;

/** Paths and agents that are in real logs. */
export const paths = [
  '/',
  '/products/42',
  '/caf%C3%A9/men%C3%BC',
  '/.env',
  '/wp-login.php',
  '/a%20b/c+d',
  "/search/o'reilly",
  `/${'long/'.repeat(60)}end`,
];
export const agents = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  'curl/8.5.0',
  'okhttp/4.12.0',
  "() { :; }; echo 'x'",
  'agent/1 \\x22quoted\\x22',
];

/** What a number of a log is: undefined for `-`. */
export const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
export const textOf = (text: string | undefined): string | undefined =>
  text === undefined || text === '-' || text === '' ? undefined : text;
