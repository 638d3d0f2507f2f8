import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CuratedLake } from './blocks/curated-lake.ts';
import { Curation } from './blocks/curation.ts';
import { EventWarehouse } from './blocks/event-warehouse.ts';
import { FailureStore } from './blocks/failure-store.ts';
import { Landing } from './blocks/landing.ts';
import { Monitoring } from './blocks/monitoring.ts';
import { EventsTopic } from './blocks/msk-cluster.ts';
import { EventsNetwork } from './blocks/msk-network.ts';
import { lakeOfEvents, RawEvents } from './blocks/raw-events.ts';
import { Social } from './blocks/social.ts';
import { WarehouseLoads } from './blocks/warehouse-loads.ts';
import { Webhook } from './blocks/webhook.ts';
import type { PipelineStage } from './config.ts';
import { applyHouseRules } from './house-rules.ts';
import { project } from './project.ts';
import { reportReaders } from './report-readers.ts';
import { warehouseSettings } from './event-warehouse-settings.ts';

/** producers -> topic -> landing -> raw zone of the lake -> curation -> curated events -> warehouse. What is no event is parked in the failure store. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { stage }: { stage: PipelineStage }) {
    super(scope, id, {
      env: project.stages[stage.name],
      description: project.description,
      terminationProtection: stage.name === 'prod',
    });
    applyHouseRules(this, stage.name);

    const failures = new FailureStore(this, 'Failures', { stage });
    const network = new EventsNetwork(this, 'Network', { stage });
    const topic = new EventsTopic(this, 'Topic', { stage, network });
    const webhook = new Webhook(this, 'Webhook', { stage, topic });
    const social = new Social(this, 'Social', { stage, topic });

    const lake = lakeOfEvents(this, { stage });
    const raw = new RawEvents(this, 'Raw', { stage, lake });
    const landing = new Landing(this, 'Landing', { stage, topic, raw, failures });
    const curation = new Curation(this, 'Curation', { stage, raw });
    new CuratedLake(this, 'Curated', { stage, lake });
    const warehouse = new EventWarehouse(this, 'Warehouse', { stage, settings: warehouseSettings[stage.name], lake });
    const loads = new WarehouseLoads(this, 'WarehouseLoads', { stage, warehouse, lake, curation });
    reportReaders(this, { stage, lake });

    new Monitoring(this, 'Monitoring', {
      parts: [topic, webhook, social, landing, raw, curation, warehouse, loads],
      email: project.alarmEmail,
    });
  }
}
