import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { CloudFormationCustomResourceHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { respond } from '../lib/custom-resource.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { clientTokenOf } from '../lib/warehouse/client-token.ts';
import { dataApi } from '../lib/warehouse/data-api.ts';
import { admit, loaderIn } from '../lib/warehouse/loader.ts';
import { Statements } from '../lib/warehouse/statements.ts';
import { refreshMetrics } from '../warehouse-refresh/metrics.ts';
import { copiedTable } from './copied-table.ts';
import { migrationMetrics } from './metrics.ts';
import { migrations } from './migrations.ts';
import { Migrator } from './migrator.ts';
import { isNewSchedule } from './new-schedule.ts';

const logger = new Logger();
const metrics = new Metrics();
const metricsOfRefresh = new Metrics({ serviceName: 'warehouse-refresh' });
const api = dataApi();

/** Runs in a deployment: the database has the schemas, views and tables of the project before anybody asks it. */
export const handler: CloudFormationCustomResourceHandler = (event, context) => {
  logger.addContext(context);
  const { StreamName, RoleArn, Automatic, Rows, LoaderSecretArn, DatabaseId } =
    event.ResourceProperties as unknown as Properties;
  const statements = new Statements(api, systemClock, clientTokenOf(event.RequestId));
  const migrator = new Migrator(statements, migrations);
  const run = async (): Promise<void> => {
    // the database goes with its namespace, or stays with it: there is nothing to undo
    if (event.RequestType === 'Delete') return;
    const place = { stream: StreamName, roleArn: RoleArn, automatic: Automatic === 'true', rows: Rows };
    try {
      const ran = await migrator.run(place, deadlineOf(context, margins.toAnswer));
      if (LoaderSecretArn)
        await admit(statements, await loaderIn(LoaderSecretArn), copiedTable, deadlineOf(context, margins.toAnswer));
      logger.info('migrations done', { ran });
    } catch (error) {
      report(metrics, migrationMetrics.failed);
      throw error;
    }
    // until it is due for the first time, nobody has to miss it
    if (isNewSchedule(event)) report(metricsOfRefresh, refreshMetrics.refreshed);
  };
  return respond(event, { id: DatabaseId, run }, { fetch, logger });
};

function report(to: Metrics, metric: string): void {
  to.addMetric(metric, MetricUnit.Count, 1);
  to.publishStoredMetrics();
}

/** CloudFormation sends every value as a text. */
interface Properties {
  StreamName: string;
  RoleArn: string;
  Automatic: 'true' | 'false';
  Rows: 'streaming' | 'copy';
  /** Where rows are copied: the secret with user and password of who does it. */
  LoaderSecretArn?: string;
  /** The namespace: another one has another database. */
  DatabaseId: string;
}
