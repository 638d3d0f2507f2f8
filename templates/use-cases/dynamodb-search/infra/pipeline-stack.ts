import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { apiAuthorizer, callerHeaders } from './blocks/api-authorizer.ts';
import { Canary } from './blocks/canary.ts';
import { ChangeStream } from './blocks/change-stream.ts';
import { FailureStore } from './blocks/failure-store.ts';
import { Indexer } from './blocks/indexer.ts';
import { Monitoring } from './blocks/monitoring.ts';
import { SearchApi } from './blocks/search-api.ts';
import { SearchIndex } from './blocks/search-index.ts';
import { Search } from './blocks/search.ts';
import { SourceTable } from './blocks/source-table.ts';
import { TombstonePurge } from './blocks/tombstone-purge.ts';
import type { PipelineStage } from './config.ts';
import { applyHouseRules } from './house-rules.ts';
import { project } from './project.ts';

/** table -> changes -> indexer -> search engine <- search API. What cannot be indexed is parked in the failure store. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { stage }: { stage: PipelineStage }) {
    super(scope, id, {
      env: project.stages[stage.name],
      description: project.description,
      terminationProtection: stage.name === 'prod',
    });
    applyHouseRules(this, stage.name);

    const failures = new FailureStore(this, 'Failures', { stage });
    const changes = new ChangeStream(this, 'Changes', { stage });
    const table = new SourceTable(this, 'Table', { stage, changes });
    const search = new Search(this, 'Engine', { stage });
    const index = new SearchIndex(this, 'IndexSetup', { stage, search });
    const indexer = new Indexer(this, 'Indexer', { stage, changes, table, index, failures });
    const purge = new TombstonePurge(this, 'Purge', { stage, index });
    const authorizer = apiAuthorizer(this, stage);
    const api = new SearchApi(this, 'Api', { stage, index, authorizer, callerHeaders });
    const canary = stage.canary ? [new Canary(this, 'Canary', { stage, every: stage.canary, table, index })] : [];

    new Monitoring(this, 'Monitoring', {
      parts: [table, changes, indexer, search, purge, api, ...canary],
      email: project.alarmEmail,
    });
  }
}
