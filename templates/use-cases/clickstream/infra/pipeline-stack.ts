import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AnalysisTable } from './blocks/analysis-table.ts';
import { Analysis } from './blocks/analysis.ts';
import { Bridge } from './blocks/bridge.ts';
import { ClickEvents } from './blocks/click-events.ts';
import { clicksInLake } from './blocks/clicks-in-lake.ts';
import { Closer } from './blocks/closer.ts';
import { FailureStore } from './blocks/failure-store.ts';
import { Monitoring } from './blocks/monitoring.ts';
import { ResultsTable } from './blocks/results-table.ts';
import type { PipelineStage } from './config.ts';
import { applyHouseRules } from './house-rules.ts';
import { project } from './project.ts';

/** topic -> bridge -> events -> analysis -> results; events -> lake. What is no event is parked in the failure store. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { stage }: { stage: PipelineStage }) {
    super(scope, id, {
      env: project.stages[stage.name],
      description: project.description,
      terminationProtection: stage.name === 'prod',
    });
    applyHouseRules(this, stage.name);

    const failures = new FailureStore(this, 'Failures', { stage });
    const events = new ClickEvents(this, 'Events', { stage });
    const lake = clicksInLake(this, { stage, events });
    const readers = [lake.delivery.deliveryStream];
    const bridge = new Bridge(this, 'Bridge', { stage, events, failures, readers });

    const table = new AnalysisTable(this, 'AnalysisTable', { stage });
    const results = new ResultsTable(this, 'Results', { stage });
    const analysis = new Analysis(this, 'Analysis', { stage, events: events.stream, table, results, failures });
    const closer = new Closer(this, 'Closer', { stage, table, results });

    new Monitoring(this, 'Monitoring', {
      parts: [bridge, events, analysis, closer, lake.rows, lake.delivery],
      email: project.alarmEmail,
    });
  }
}
