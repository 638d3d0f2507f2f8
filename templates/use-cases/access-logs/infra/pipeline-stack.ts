import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccessEvents } from './blocks/access-events.ts';
import { AnomalyTopic } from './blocks/anomaly-topic.ts';
import { StageBudget } from './blocks/stage-budget.ts';
import { Detector } from './blocks/detector.ts';
import { DetectorTable } from './blocks/detector-table.ts';
import { Evaluator } from './blocks/evaluator.ts';
import { eventsInLake } from './blocks/events-in-lake.ts';
import { FailureStore } from './blocks/failure-store.ts';
import { Ingest, ingestTimeout } from './blocks/ingest.ts';
import { Monitoring } from './blocks/monitoring.ts';
import { RawLogs } from './blocks/raw-logs.ts';
import type { PipelineStage } from './config.ts';
import { applyHouseRules } from './house-rules.ts';
import { otherSinks } from './other-sinks.ts';
import { project } from './project.ts';
import { rawDeliveries } from './raw-deliveries.ts';

/**
 * raw logs -> ingest -> events -> lake and other sinks; events -> detector -> evaluator -> anomalies. Lines that cannot be read are parked in the
 * failure store.
 */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { stage }: { stage: PipelineStage }) {
    super(scope, id, {
      env: project.stages[stage.name],
      description: project.description,
      terminationProtection: stage.name === 'prod',
    });
    applyHouseRules(this, stage.name);

    const failures = new FailureStore(this, 'Failures', { stage });
    const raw = new RawLogs(this, 'Raw', { stage, readerTimeout: ingestTimeout, deliveries: rawDeliveries });
    const events = new AccessEvents(this, 'Events', { stage });
    const lake = eventsInLake(this, { stage, events });
    // Firehose begins at LATEST when it becomes ACTIVE: before that, nothing may be written to the stream
    const others = otherSinks(this, { stage, events, failures });
    const readers = [lake.deliveryStream, ...others.flatMap((other) => other.readers)];
    const ingest = new Ingest(this, 'Ingest', { stage, raw, events, failures, readers });

    const table = new DetectorTable(this, 'DetectorTable', { stage });
    const anomalies = new AnomalyTopic(this, 'Anomalies', { email: stage.analytics.anomalyEmail });
    const detector = new Detector(this, 'Detector', { stage, events: events.stream, table, failures });
    const evaluator = new Evaluator(this, 'Evaluator', { stage, table, topic: anomalies });

    const parts = [
      raw,
      ingest,
      events,
      lake,
      ...others.flatMap((other) => other.parts),
      detector,
      evaluator,
      anomalies,
    ];
    const { topic } = new Monitoring(this, 'Monitoring', { parts, email: project.alarmEmail });
    const { monthlyBudget } = stage;
    if (monthlyBudget !== undefined) new StageBudget(this, 'Budget', { monthlyBudget, topic });
  }
}
