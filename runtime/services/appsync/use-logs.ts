import type { Resource } from '../../contracts/template.ts';
import type { Host } from '../../contracts/service.ts';

/**
 * AppSync developer guide, "Configure logging for Event APIs": an API writes to the group /aws/appsync/apis/ID with the role of its settings,
 * and goes without a log where that may not.
 */
export function useLogs({ arn, properties, component, id }: Resource, { graph, permissions, error }: Host): void {
  const { LogConfig } = properties['EventConfig'] as { LogConfig?: { CloudWatchLogsRoleArn: string } };
  if (!LogConfig) return;
  const [, , , region, account] = arn.split(':');
  const group = `/aws/appsync/apis/${arn.split('/').at(-1)}`;
  const known = graph.named(group, 'AWS::Logs::LogGroup')?.arn.replace(/:\*$/, '');
  const resource = `${known ?? `arn:aws:logs:${region}:${account}:log-group:${group}`}:log-stream:local`;
  for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
    if (!permissions.allows(LogConfig.CloudWatchLogsRoleArn, { action, resource }))
      error(component ?? id, `AccessDenied: the role does not allow ${action}, so the log of the Event API is lost`);
}
