import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Archive, Archiver } from './blocks/archive.ts';
import { EventStream } from './blocks/event-stream.ts';
import { FailureStore } from './blocks/failure-store.ts';
import { Intake } from './blocks/intake.ts';
import { Monitoring } from './blocks/monitoring.ts';
import type { PipelineStage } from './config.ts';
import { applyHouseRules } from './house-rules.ts';
import { project } from './project.ts';

/** intake -> events -> archiver -> archive. What is no reading is parked in the failure store. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { stage }: { stage: PipelineStage }) {
    super(scope, id, {
      env: project.stages[stage.name],
      description: project.description,
      terminationProtection: stage.name === 'prod',
    });
    applyHouseRules(this, stage.name);

    const failures = new FailureStore(this, 'Failures', { stage });
    const events = new EventStream(this, 'Events', { stage });
    const archive = new Archive(this, 'Archive', { stage });
    const archiver = new Archiver(this, 'Archiver', { stage, events, archive, failures });
    const intake = new Intake(this, 'Intake', { stage, events });

    new Monitoring(this, 'Monitoring', { parts: [intake, events, archiver], email: project.alarmEmail });
  }
}
