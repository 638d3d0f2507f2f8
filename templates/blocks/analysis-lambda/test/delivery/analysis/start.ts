import {
  createTable,
  startStreamMapping,
  type createClock,
  type createFaults,
  type createObjects,
  type createStream,
} from '../../../.stream-pipeline/runtime/runtime.cjs';
import { seededRandom } from '../../../.stream-pipeline/toolkit/toolkit.cjs';
import type { Settings } from '../../../processors/lib/analysis/settings.ts';
import type { AnalysisSubject } from './subject.ts';
import { tableCalls } from './table-calls.ts';

const minute = 60_000;
const mappingId = '7c1d9b1c-0f5e-4a3b-9c7d-665544332211';
const arn = {
  function: 'arn:aws:lambda:eu-west-1:111122223333:function:analysis',
  role: 'arn:aws:iam::111122223333:role/analysis',
};

export interface AnalysisOptions extends AnalysisSubject {
  seed: number;
  clock: ReturnType<typeof createClock>;
  faults: ReturnType<typeof createFaults>;
  stream: ReturnType<typeof createStream>;
  failures: ReturnType<typeof createObjects>;
  settings: Settings;
  /** The properties of a resource of a component, as they are deployed. */
  deployed(type: string, component: string): Readonly<Record<string, any>>;
  /** How often a call of a table fails, before or after it has done what it was to do. */
  tableFails: number;
}

/** The analysis and the closer over the stream of a run, with tables that refuse calls and lose answers now and then. */
export function startAnalysis(options: AnalysisOptions) {
  const { seed, clock, faults, stream, failures, settings, deployed, tableFails } = options;
  const tables = {
    analysis: createTable({ clock, faults, name: 'analysis', key: ['pk', 'sk'], changes: undefined }),
    results: createTable({ clock, faults, name: 'results', key: ['user', 'result'], changes: undefined }),
  };
  /** Milliseconds. */
  const timeoutOf = (component: string): number => deployed('AWS::Lambda::Function', component)['Timeout'] * 1000;
  const closerTimeout = timeoutOf('Closer');
  const random = seededRandom(seed);
  const calls = tableCalls(tables, () => {
    if (random() < tableFails) throw new Error('the table does not answer');
  });
  const putObject = (key: string, body: string) => failures.put(key, body);
  const ports = { tables: calls, putObject, clock, settings };
  const mapping = startStreamMapping({
    clock,
    faults,
    uuid: mappingId,
    stream,
    properties: deployed('AWS::Lambda::EventSourceMapping', 'Analysis') as never,
    onFailure: failures,
    function: {
      arn: arn.function,
      roleArn: arn.role,
      timeout: timeoutOf('Analysis'),
      handler: options.createAnalysis(ports) as never,
    },
  });
  const close = options.createCloser(ports);
  const closeEachMinute = (): void => {
    const until = clock.now() + closerTimeout;
    // a run that fails is not repeated: the next one goes on where it ended
    close({ getRemainingTimeInMillis: () => until - clock.now() } as never).catch(() => undefined);
    clock.timer(minute, closeEachMinute);
  };
  clock.timer(minute, closeEachMinute);
  return {
    tables,
    found: {},
    outputs: { AnalysisTableName: 'analysis', ResultsTableName: 'results', AnalysisMappingId: mappingId },
    idle: () => mapping.idle(),
  };
}
