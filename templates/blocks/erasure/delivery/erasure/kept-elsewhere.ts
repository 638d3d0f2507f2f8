import type { Duration } from 'aws-cdk-lib';
import type { OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';

export type ErasableStage = OpenStage<{ streamRetention: Duration }>;

/** What has events of a user and cannot be changed, with the time until it is gone: a sentence each. */
export function keptElsewhere({ outputs, settings }: ErasableStage): string[] {
  const hours = settings.streamRetention.toHours();
  return [
    `The stream keeps records for ${hours} hours. A reader that is behind may make new results of them.`,
    ...(outputs['BridgeFunctionName'] === undefined
      ? []
      : ['The topic is in your cluster. A group that goes back in it brings the events again.']),
    ...(outputs['AnalysisApplicationName'] === undefined
      ? []
      : ['The Flink job forgets a user 4 days after their last event; snapshots keep them until they are deleted.']),
    // DynamoDB developer guide, "Point-in-time backups"
    'The tables can be restored to any second of the last 35 days. After a restore, run this command again.',
    'The account of the user, with which they sign in, is in the user pool.',
    'Copies that people or other programs have made of any of these.',
  ];
}
