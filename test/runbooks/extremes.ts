import type { Answers } from '../../generators/core/api.ts';
import { answersWith } from '../core/answers-with.ts';

/** A project whose pages are followed. */
interface Extreme {
  answers: Answers;
  /** The speed of the clock of a local run; undefined where another project has the same commands. */
  speed: number | undefined;
  /** What its owner has changed in a file: names of an alternative that is a setting are in the stack then. */
  changed?: { file: string; before: string; after: string };
}

const ofAccessLogs = (choices: object): Answers => answersWith({ useCase: 'access-logs', ...choices });

/** Two projects of dynamodb-search that have no choice in common, and two of each other use case that have all its pages. */
export const extremes: Readonly<Record<string, Extreme>> = {
  serverless: { answers: answersWith({}), speed: 1 },
  domain: {
    answers: answersWith({ table: 'existing', tableName: 'items', search: 'domain', apiAuth: 'iam' }),
    speed: 1,
  },
  logs: { answers: ofAccessLogs({ producers: 'example' }), speed: undefined },
  'logs-domain': {
    answers: ofAccessLogs({
      logBucket: 'existing',
      logBucketName: 'company-logs',
      search: 'domain',
      warehouse: 'streaming',
      clientAddresses: 'hashed',
    }),
    // Firehose collects for a minute before the lake has a row
    speed: 5,
    // stage dev copies its rows, and has what that takes: both ways have pages
    changed: {
      file: 'infra/warehouse-settings.ts',
      before: "dev: {\n    rows: 'streaming',\n    allowPublicWarehouse: false,",
      after: "dev: {\n    rows: 'copy',\n    allowPublicWarehouse: true,",
    },
  },
  clicks: { answers: answersWith({ useCase: 'clickstream' }), speed: 5 },
  'clicks-http': {
    answers: answersWith({ useCase: 'clickstream', ingest: 'http', analytics: 'flink' }),
    speed: undefined,
  },
  // Firehose collects for a minute before the lake has a row
  sources: { answers: answersWith({ useCase: 'msk-lakehouse' }), speed: 5 },
  'sources-firehose': {
    answers: answersWith({ useCase: 'msk-lakehouse', kafka: 'serverless', landing: 'firehose' }),
    speed: undefined,
  },
};
