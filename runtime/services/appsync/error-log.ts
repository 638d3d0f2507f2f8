import type { Host } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { regionalArn } from '../../template/place.ts';

/** As in `EventConfig.LogConfig`. */
export interface LogConfig {
  readonly CloudWatchLogsRoleArn: string;
  readonly LogLevel: string;
}

/**
 * AppSync Events guide, event-api-monitoring: AppSync writes to a log group of its own, with the role that the API names for it; at
 * every level but NONE it writes errors. Here only the permissions count.
 */
export class ErrorLog {
  readonly #api: Resource;
  readonly #config: LogConfig | undefined;
  readonly #host: Pick<Host, 'error' | 'graph' | 'permissions'>;
  #isUsed = false;

  constructor(api: Resource, config: LogConfig | undefined, host: Pick<Host, 'error' | 'graph' | 'permissions'>) {
    this.#api = api;
    this.#config = config;
    this.#host = host;
  }

  /** A request has failed. */
  write(): void {
    if (this.#isUsed || !this.#config || this.#config.LogLevel === 'NONE') return;
    this.#isUsed = true;
    const { error, graph, permissions } = this.#host;
    const { arn, component, id } = this.#api;
    const group = `log-group:/aws/appsync/apis/${arn.split('/').at(-1)}`;
    const resource = regionalArn('logs', graph, `${group}:log-stream:local`);
    for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
      if (!permissions.allows(this.#config.CloudWatchLogsRoleArn, { action, resource }))
        error(component ?? id, `AccessDenied: the role does not allow ${action}, so the log is lost`);
  }
}
