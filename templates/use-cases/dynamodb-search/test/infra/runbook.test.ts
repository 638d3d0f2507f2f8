import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from './alarm-table.ts';
import { idsOf, projectFolder, resourcesOf, settingsOf } from './synthesized.ts';

const folder = join(projectFolder, 'docs', 'runbook');
const pages = readdirSync(folder)
  .filter((file) => file !== 'index.md')
  .map((file) => [file.slice(0, -'.md'.length), readFileSync(join(folder, file), 'utf8')] as const);
const resources = resourcesOf('dev');
const propertyOf = (type: string, property: string): number =>
  Number(resources[idsOf(resources, type)[0]!]!.Properties[property]);

const units = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;
const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const number = (text: string): number => {
  const at = words.indexOf(text === 'a' || text === 'an' ? 'one' : text);
  return at === -1 ? Number(text.replaceAll(',', '')) : at;
};

/** The durations that a page names, as it writes them and in seconds. */
const durationsIn = (text: string): [string, number][] =>
  [
    ...text.matchAll(
      /(?<![\w-])([\d,]+|an?|one|two|three|four|five|six|seven|eight|nine|ten) (second|minute|hour|day)s?\b/g,
    ),
  ]
    .filter(([, count, unit]) => !/^an?$/.test(count!) || unit === 'day')
    .map(([written, count, unit]) => [written, number(count!) * units[unit as keyof typeof units]]);

const retryOptions = idsOf(resources, 'AWS::KinesisFirehose::DeliveryStream').flatMap((id) =>
  Object.values(resources[id]!.Properties).flatMap((destination) => {
    const { RetryOptions } = destination as { RetryOptions?: { DurationInSeconds: number } };
    return RetryOptions ? [RetryOptions.DurationInSeconds] : [];
  }),
);

/** Of this project: the longest that Lambda tries, how long the stream keeps changes, how long a run of the canary may take. */
const settings = {
  given: propertyOf('AWS::Lambda::EventSourceMapping', 'MaximumRecordAgeInSeconds'),
  stream: settingsOf('dev').streamRetention.toSeconds(),
  canary: 240,
};

/** How old a change may be that a replay gives back, in each stage: `oldestReplayable` in delivery/failure-stores.ts. */
const replayable = ['dev', 'prod']
  .map(settingsOf)
  .map(({ tombstoneRetention, streamRetention }) => tombstoneRetention.toSeconds() - streamRetention.toSeconds());

/** Of AWS, by page, with the guide that says so. */
const ofAws: Record<string, string[]> = {
  // DynamoDB developer guide, "Change data capture for Kinesis Data Streams": 24 hours of retries
  'capture-behind': ['24 hours'],
  'changes-throttled': ['24 hours', '30 days'],
  'capture-off': ['24 hours'],
  // Kinesis Data Streams developer guide, "Changing the data retention period"
  'indexer-behind': ['365 days'],
  // CloudTrail user guide, "Viewing events with event history"
  'changed-by-hand': ['90 days'],
  // OpenSearch Service developer guide, "Creating index snapshots", "Upgrading domains"
  'engine-red': ['14 days'],
  'engine-upgrade': ['15 minutes'],
};

describe('the figures of the runbook', () => {
  it.each(pages)('are those of its alarms and of the project: %s', (page, text) => {
    const ofAlarms = ['dev', 'prod']
      .flatMap((stage) => rowsOf(stage))
      .filter((row) => row.page === page)
      .flatMap(({ period, periods, threshold }) => [period, period * periods, threshold, threshold / 1000]);
    const known = [...ofAlarms, ...Object.values(settings), ...replayable, ...retryOptions];
    const unknown = durationsIn(text).filter(
      ([written, seconds]) => !known.includes(seconds) && !(ofAws[page] ?? []).includes(written),
    );
    expect(unknown.map(([written]) => written)).toEqual([]);
  });

  it('name how long and how often Lambda tries', () => {
    const [, text] = pages.find(([page]) => page === 'indexer-given-up')!;
    expect(text).toContain(`until its changes were ${settings.given / 3600} hours old`);
    const attempts = propertyOf('AWS::Lambda::EventSourceMapping', 'MaximumRetryAttempts');
    expect(text).toContain(`or ${attempts.toLocaleString('en')} times`);
  });

  it('name how long the stream keeps changes in each stage', () => {
    const days = ['dev', 'prod'].map((stage) => settingsOf(stage).streamRetention.toSeconds() / units.day);
    const said = pages.flatMap(([page, text]) =>
      [...text.matchAll(/\b(\w+) days? in dev(?:,| and) (\w+) in prod/g)].map(([, dev, prod]) => ({
        page,
        days: [number(dev!), number(prod!)],
      })),
    );
    expect(said).not.toEqual([]);
    for (const { page, days: named } of said) expect({ page, days: named }).toEqual({ page, days });
  });

  it('are seen where they stand in words', () => {
    expect(durationsIn('For ten minutes, a 12 hours-old, 1,000 seconds; in a minute, a day')).toEqual([
      ['ten minutes', 600],
      ['12 hours', 43_200],
      ['1,000 seconds', 1000],
      ['a day', 86_400],
    ]);
  });
});

describe('the links of the runbook', () => {
  const titleOf = (page: string): string =>
    /^# (.*)$/m.exec(pages.find(([name]) => name === page)?.[1] ?? '')?.[1] ?? '';

  it('of its list name each page by its title', () => {
    const index = readFileSync(join(folder, 'index.md'), 'utf8');
    const listed = [...index.matchAll(/^- \[(?:Not an alarm: )?(.*)\]\(([\w-]+)\.md\)$/gm)].map(([, title, page]) => ({
      page: page!,
      title: title!.toLowerCase(),
    }));
    expect(listed.length).toBeGreaterThan(10);
    expect(listed).toEqual(listed.map(({ page }) => ({ page, title: titleOf(page).toLowerCase() })));
  });

  it('to the names of resources are a command that prints them', () => {
    const index = readFileSync(join(folder, 'index.md'), 'utf8');
    const printed = /list-stack-resources [^\]]*\[\]\.\[(.*)\]/.exec(index)?.[1]?.split(', ');
    const named = [...index.matchAll(/\*(\w+Id)\*/g)].map(([, name]) => name!);
    expect(new Set(named)).toEqual(new Set(['LogicalResourceId', 'PhysicalResourceId']));
    expect(printed).toEqual(expect.arrayContaining(named));
  });

  it('lead to pages that are there', () => {
    const links = pages.flatMap(([page, text]) =>
      [...text.matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].map(([, target]) => ({ page, target: target! })),
    );
    const wrong = links.filter(({ target }) => !/^https?:/.test(target) && !existsSync(join(folder, target)));
    expect(links.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });
});
