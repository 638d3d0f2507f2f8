import { describe, expect, it } from '@jest/globals';
import { itemSearch } from '../../contract/derived/item-search.ts';
import { stages } from '../../infra/config.ts';
import { margins } from '../../processors/lib/deadline.ts';
import { engine } from '../../processors/lib/search/engine.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { SearchApi } from '../../processors/search-api/search-api.ts';
import { fastClock, scriptedEngine } from '../scripted-engine.ts';
import { resourcesOf, type Resource } from './synthesized.ts';

/** API Gateway gives up after 30 seconds; a function has to be done, and heard, before that. */
const apiGateway = 29_000;

/** How long the search API waits for the engine, in milliseconds, request by request. */
async function clientTimeouts(path: string, query: string): Promise<number[]> {
  const timeouts: number[] = [];
  const clock = fastClock();
  const timeout = (milliseconds: number) => {
    timeouts.push(milliseconds);
    return clock.timeout(milliseconds);
  };
  const { fetch } = scriptedEngine(() => 'no answer');
  const client = new SearchClient('http://engine', fetch, { ...clock, timeout });
  await new SearchApi(client, 'things', itemSearch, clock).handle(path, new URLSearchParams(query));
  return timeouts;
}

describe.each(stages)('the settings of stage $name', (stage) => {
  const resources = Object.values(resourcesOf(stage.name));
  const functions = new Map(
    resources.flatMap((resource): [string, Resource['Properties']][] => {
      const { Environment } = resource.Properties as { Environment?: { Variables?: Record<string, string> } };
      const processor = Environment?.Variables?.['POWERTOOLS_SERVICE_NAME'];
      return resource.Type === 'AWS::Lambda::Function' && processor ? [[processor, resource.Properties]] : [];
    }),
  );
  const timeoutOf = (processor: string) => Number(functions.get(processor)!['Timeout']) * 1000;

  it('leave every function more time to work than it keeps to answer', () => {
    expect(functions.size).toBeGreaterThanOrEqual(4);
    for (const processor of functions.keys()) {
      const margin = processor === 'indexer' ? margins.toParkAndAnswer : margins.toAnswer;
      expect({ processor, enough: margin * 2 < timeoutOf(processor) }).toEqual({ processor, enough: true });
    }
  });

  it.each([
    ['/search', ''],
    // a contract may have nothing to complete
    ...(itemSearch.suggest.length > 0 ? [['/suggest', 'q=red']] : []),
  ])('let %s answer before its function is stopped, and that before API Gateway gives up', async (path, query) => {
    const timeouts = await clientTimeouts(path!, query!);
    expect(timeouts.length).toBeGreaterThan(0);
    const waiting = timeouts.reduce((sum, each) => sum + each, 0);
    expect(waiting).toBeGreaterThan(0);
    // a cold start counts too
    expect(waiting + 5_000).toBeLessThan(timeoutOf('search-api'));
    expect(timeoutOf('search-api')).toBeLessThan(apiGateway);
  });

  it('let CloudFormation wait longer for a function of the deployment than that may take', () => {
    const steps = resources.filter(({ Properties }) => Properties?.['ServiceToken'] !== undefined);
    expect(steps.length).toBeGreaterThan(0);
    for (const { Properties } of steps) {
      const { 'Fn::GetAtt': token } = Properties['ServiceToken'] as { 'Fn::GetAtt': [string, string] };
      const { Timeout } = resourcesOf(stage.name)[token[0]]!.Properties;
      expect(Number(Properties['ServiceTimeout'])).toBeGreaterThan(Number(Timeout));
    }
  });

  it('keep logs until the stream has nothing more that they could explain', () => {
    const logs = resources.filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(functions.size);
    for (const { Properties } of logs)
      expect(Number(Properties['RetentionInDays'])).toBeGreaterThan(stage.streamRetention.toDays({ integral: false }));
  });

  it('want changes to be found no sooner than the engine can show them', () => {
    expect(stage.latencyObjective.toSeconds()).toBeGreaterThan(engine.refreshSeconds);
  });

  it('hand a batch to the indexer long before it counts as old', () => {
    const [mapping] = resources.filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping');
    const { MaximumBatchingWindowInSeconds: window, MaximumRecordAgeInSeconds: age } = mapping!.Properties as Record<
      string,
      number
    >;
    expect(window! + timeoutOf('indexer') / 1000).toBeLessThan(age! / 10);
    expect(window!).toBeLessThan(stage.latencyObjective.toSeconds());
  });
});
