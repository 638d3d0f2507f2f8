import type { ProbeAnswer, ViewState } from '../../runtime/view/state.ts';
import { asksForHelp, outliveReader } from '../command-line.ts';
import type { Project } from '../project.ts';
import { runningPage } from '../stack/running-stage.ts';

const usage = `npm run ask -- PROBE "INPUT"

Asks what npm run local runs in another terminal, as the boxes on its page do, and prints the answer as JSON.
PROBE is a box of the page in small letters, such as search, lake or warehouse; the input of the last two is SQL.
A box only reads, unless it says what it does.`;

/** Node.js takes 16 KB of HTTP headers, with the URL, and says nothing of a longer one. */
const longestQuestion = 15_000;

/** `npm run ask`: reads the command line, and sets the exit code. */
export async function ask({ root }: Pick<Project, 'root'>): Promise<void> {
  outliveReader();
  try {
    const argv = process.argv.slice(2);
    if (asksForHelp(argv)) return console.log(usage);
    const { summary, failed, raw } = await answerTo(argv, () => runningPage(root));
    console.error(summary);
    console.log(typeof raw === 'string' ? raw : JSON.stringify(raw, null, 2));
    if (failed) process.exitCode = 1;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

/** What a probe of the local run of a project answers. Rejects when none runs, or when it has no such probe. */
export const askRun = ({ root }: Pick<Project, 'root'>, probe: string, input: string): Promise<ProbeAnswer> =>
  answerTo([probe, input], () => runningPage(root));

/** What the page of a run answers. Rejects for what is no question, and when no run is there or has no such probe. A probe that acts, acts. */
export async function answerTo(argv: readonly string[], page: () => string): Promise<ProbeAnswer> {
  const [id, ...words] = argv;
  if (id === undefined || id.startsWith('-')) throw new Error(usage);
  const query = new URLSearchParams({ id, input: words.join(' ') });
  if (query.toString().length > longestQuestion)
    throw new Error(
      `The input is too long: ${longestQuestion.toLocaleString('en')} bytes at most, as it stands in a URL.`,
    );
  const url = page();
  const { probes } = (await (await fetch(new URL('/state', url))).json()) as Pick<ViewState, 'probes'>;
  const probe = probes.find((each) => each.id === id);
  if (!probe)
    throw new Error(
      `No probe is called "${id}". This run has: ${probes.map((each) => each.id).join(', ') || 'none'}.\n\n${usage}`,
    );
  const response = probe.acts
    ? await acted(url, Object.fromEntries(query))
    : await fetch(new URL(`/probe?${query.toString()}`, url));
  if (response.ok) return (await response.json()) as ProbeAnswer;
  const { problem } = (await response.json()) as { problem: string };
  throw new Error(`${problem}\n\n${usage}`);
}

/** As the page does: with the token that it carries, which no other site can read. */
async function acted(url: string, body: Readonly<Record<string, string>>): Promise<Response> {
  const html = await (await fetch(url)).text();
  const [, token = ''] = /<meta name="token" content="([^"]*)"/.exec(html) ?? [];
  return await fetch(new URL('/probe', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-page-token': token },
    body: JSON.stringify(body),
  });
}
