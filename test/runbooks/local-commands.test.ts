import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { LocalProject } from '../local/local-project.ts';
import { runAws } from './commands/aws.ts';
import { callsOf, commandsOf, type Call } from './commands/recorded.ts';
import { extremes } from './extremes.ts';
import type { Page } from './page.ts';
import { projectOf, type Project } from './project.ts';

jest.setTimeout(180_000);

/** What a run on this machine answers, of what the pages ask AWS: the models of AWS have the last word on everything else. */
const answered = [
  'cloudformation describe-stacks',
  'firehose describe-delivery-stream',
  'lambda invoke',
  'sqs purge-queue',
];
const credentials = { accessKeyId: 'LOCALDEVELOPER', secretAccessKey: 'local' };

const run = Object.entries(extremes).filter(([, { speed }]) => speed !== undefined);

describe.each(run)('the commands of the pages, in a run of the project: %s', (id, extreme) => {
  let project: Project;
  let local: LocalProject;
  let endpoint: string;
  let outputs: Record<string, string>;
  beforeAll(async () => {
    project = await projectOf(`local-${id}`, extreme);
    local = new LocalProject(project.folder);
    const run = local.start('local', ['--rate', '5', '--speed', String(extreme.speed)]);
    [, endpoint] = (await run.says(/AWS endpoint: (http:\S+)/)) as unknown as [string, string];
    const answer = (await runAws(
      ['cloudformation', 'describe-stacks', '--stack-name', project.stacks[0]!],
      at(endpoint),
    )) as {
      answer: { Stacks: { Outputs: { OutputKey: string; OutputValue: string }[] }[] };
    };
    const [stack] = answer.answer.Stacks;
    outputs = Object.fromEntries(stack!.Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  });
  afterAll(() => local?.killAll());

  it('look at what is parked, give it back and send events, for any stage', async () => {
    const calls = distinct(project, /^npm run (replay|seed|smoke) -- /);
    expect(calls.length).toBeGreaterThan(3);
    for (const { words } of calls) {
      const [, script, , ...rest] = words;
      const args = rest.map((word, at) => (rest[at - 1] === '--stage' ? 'local' : word));
      const { code, err } = await local.run(script!, ...args);
      expect({ command: words.join(' '), code, err: code === 0 ? '' : err }).toEqual({
        command: words.join(' '),
        code: 0,
        err: '',
      });
    }
  });

  it('write what they say they write', async () => {
    for (const { words } of distinct(project, /^npm run (contract|docs)$/)) {
      const { code, err } = await local.run(words[1]!);
      expect({ command: words.join(' '), code, err }).toEqual({ command: words.join(' '), code: 0, err: '' });
    }
  });

  it('ask AWS for what the run answers', async () => {
    const asked = project.pages.flatMap((page) =>
      callsIn(page, project)
        .filter(({ program, words }) => program === 'aws' && answered.includes(words.slice(0, 2).join(' ')))
        .map(({ words }) => words.map((word) => named(word, page)))
        // of which output a name is, the page of the canary does not say: the run has none
        .filter((words) => !words.includes('FUNCTION')),
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const words of asked) {
      const ran = await runAws(words, at(endpoint));
      expect([words, ran]).toEqual([words, { answer: expect.objectContaining({}) }]);
      const { answer } = ran as { answer: { FunctionError?: string } };
      expect([words, answer.FunctionError]).toEqual([words, undefined]);
    }
  });

  /** A word of a command with the names of this stack: the page says of which output a name is. */
  function named(word: string, page: Page): string {
    if (word.startsWith(`${project.name}-`)) return project.stacks[0]!;
    if (word.startsWith('STACK')) return word.replace('STACK', project.stacks[0]!);
    const text = page.words.map(({ before, text: code, after }) => `${before}\`${code}\`${after}`).join('\n');
    const [, output] = new RegExp(`\`${word}\`(?: is|:) (?:the )?output \`(\\w+)\``).exec(text) ?? [];
    return output === undefined ? word : outputs[output]!;
  }
});

const at = (endpoint: string) => ({ endpoint, region: 'eu-west-1', credentials });

const callsIn = (page: Page, project: Project): Call[] =>
  callsOf(commandsOf(page), { REPOSITORY: 'acme/shop', PREFIX: 'repo:acme/shop' }, project.outFolder);

/** The calls of all pages that look like this, each once. */
function distinct(project: Project, pattern: RegExp): Call[] {
  const calls = project.pages.flatMap((page) => callsIn(page, project));
  const texts = new Map(calls.map((call) => [[call.program, ...call.words].join(' '), call]));
  return [...texts].filter(([text]) => pattern.test(text)).map(([, call]) => call);
}
