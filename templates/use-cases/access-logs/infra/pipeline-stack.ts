import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccessEvents } from './blocks/access-events.ts';
import { eventsInLake } from './blocks/events-in-lake.ts';
import { FailureStore } from './blocks/failure-store.ts';
import { Ingest, ingestTimeout } from './blocks/ingest.ts';
import { Monitoring } from './blocks/monitoring.ts';
import { RawLogs } from './blocks/raw-logs.ts';
import { clientAddresses } from './client-addresses.ts';
import type { PipelineStage } from './config.ts';
import { applyHouseRules } from './house-rules.ts';
import { project } from './project.ts';

/** raw logs -> ingest -> events -> lake. Lines that cannot be read are parked in the failure store. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { stage }: { stage: PipelineStage }) {
    super(scope, id, {
      env: project.stages[stage.name],
      description: project.description,
      terminationProtection: stage.name === 'prod',
    });
    applyHouseRules(this, stage.name);

    const failures = new FailureStore(this, 'Failures', { stage });
    const raw = new RawLogs(this, 'Raw', { stage, readerTimeout: ingestTimeout });
    const events = new AccessEvents(this, 'Events', { stage });
    const lake = eventsInLake(this, { stage, events });
    // Firehose begins at LATEST when it becomes ACTIVE: before that, nothing may be written to the stream
    const readers = [lake.deliveryStream];
    const ingest = new Ingest(this, 'Ingest', { stage, clientAddresses, raw, events, failures, readers });

    new Monitoring(this, 'Monitoring', { parts: [raw, ingest, events, lake], email: project.alarmEmail });
  }
}
