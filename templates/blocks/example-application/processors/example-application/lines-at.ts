const paths = ['/', '/items/1', '/items/2', '/cart', '/login'];
const fiveMinutes = 300_000;
const perRun = 20;

/** What a shop would have logged in the five minutes until `now`, a JSON object a line: one request in twenty fails. */
export function linesAt(now: number, random: () => number): string[] {
  const upTo = (most: number) => Math.floor(random() * most);
  return Array.from({ length: perRun }, () => upTo(fiveMinutes))
    .toSorted((a, b) => b - a)
    .map((ago) => {
      const failed = random() < 0.05;
      return JSON.stringify({
        time: new Date(now - ago).toISOString(),
        level: failed ? 'error' : 'info',
        // addresses for documentation (RFC 5737)
        clientIp: `192.0.2.${1 + upTo(50)}`,
        method: 'GET',
        path: paths[upTo(paths.length)]!,
        status: failed ? 500 : 200,
        durationMs: 5 + upTo(80),
        userAgent: 'example-application/1',
      });
    });
}
