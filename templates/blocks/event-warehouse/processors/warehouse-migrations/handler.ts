import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { CloudFormationCustomResourceHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { respond } from '../lib/custom-resource.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { clientTokenOf } from '../lib/warehouse/client-token.ts';
import { dataApi } from '../lib/warehouse/data-api.ts';
import { Statements } from '../lib/warehouse/statements.ts';
import { migrationMetrics } from './metrics.ts';
import type { WarehousePlace } from './migration.ts';
import { migrations } from './event-migrations.ts';
import { Migrator } from './migrator.ts';

const logger = new Logger();
const metrics = new Metrics();
const api = dataApi();
/** The migrations name nothing of the stack: files are loaded with the default role of the namespace. */
const noStream: WarehousePlace = { stream: '', roleArn: '', automatic: false, rows: 'copy' };

/** Runs in a deployment: the database has the tables and views of the project before anything is loaded. */
export const handler: CloudFormationCustomResourceHandler = (event, context) => {
  logger.addContext(context);
  const { DatabaseId } = event.ResourceProperties as unknown as { DatabaseId: string };
  const statements = new Statements(api, systemClock, clientTokenOf(event.RequestId));
  const run = async (): Promise<void> => {
    // the database goes with its namespace, or stays with it: there is nothing to undo
    if (event.RequestType === 'Delete') return;
    try {
      const ran = await new Migrator(statements, migrations).run(noStream, deadlineOf(context, margins.toAnswer));
      logger.info('migrations done', { ran });
    } catch (error) {
      metrics.addMetric(migrationMetrics.failed, MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
      throw error;
    }
  };
  return respond(event, { id: DatabaseId, run }, { fetch, logger });
};
