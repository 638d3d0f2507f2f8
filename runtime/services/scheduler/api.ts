import type { GatewayReply, GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { regionalArn } from '../../template/place.ts';
import { asServiceError, notModelled, ServiceError } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';
import type { PendingSchedule, ScheduleGroup } from './types.ts';

/** The schedules that the API speaks for. */
export interface SchedulesOfApi {
  readonly account: string;
  readonly region: string;
  group(name: string): ScheduleGroup | undefined;
  schedule(group: string, name: string): PendingSchedule | undefined;
  create(schedule: PendingSchedule): void;
}

interface CreateScheduleInput {
  readonly GroupName?: string;
  readonly ScheduleExpression: string;
  readonly FlexibleTimeWindow: { readonly Mode: string };
  readonly Target: { readonly Arn: string; readonly RoleArn: string; readonly Input?: string };
  readonly ActionAfterCompletion?: string;
  readonly ClientToken?: string;
}

const understood = [
  'GroupName',
  'ScheduleExpression',
  'FlexibleTimeWindow',
  'Target',
  'ActionAfterCompletion',
  'ClientToken',
];

/** EventBridge Scheduler's REST API: CreateSchedule of a one-time schedule, and GetSchedule. */
export const schedulerApi = (schedules: SchedulesOfApi): ServiceApi => ({
  call: (request) => schedulerCall(request, schedules),
  error: schedulerError,
});

function schedulerCall(request: GatewayRequest, schedules: SchedulesOfApi): ServiceCall {
  const name = decodeURIComponent(/^\/schedules\/([^/]+)$/.exec(request.path)?.[1] ?? '');
  if (name !== '' && request.method === 'POST') return createSchedule(name, request, schedules);
  if (name !== '' && request.method === 'GET') return getSchedule(name, request, schedules);
  throw notModelled(`EventBridge Scheduler ${request.method} ${request.path}`);
}

/** EventBridge Scheduler guide, schedule-types: at(yyyy-mm-ddThh:mm:ss), in UTC where no time zone is given. */
function createSchedule(name: string, { body }: GatewayRequest, schedules: SchedulesOfApi): ServiceCall {
  const input = JSON.parse(body.toString()) as CreateScheduleInput;
  const strange = Object.keys(input).find((parameter) => !understood.includes(parameter));
  if (strange !== undefined) throw notModelled(`The parameter ${strange} of EventBridge Scheduler CreateSchedule`);
  if (input.ActionAfterCompletion !== 'DELETE') throw notModelled('A schedule that is kept after it has run');
  if (input.FlexibleTimeWindow.Mode !== 'OFF') throw notModelled('A schedule with a flexible time window');
  const { GroupName: groupName = 'default', Target: target } = input;
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(input.ScheduleExpression)?.[1];
  if (at === undefined) throw notModelled(`The schedule expression ${input.ScheduleExpression}`);
  const arn = scheduleArn(schedules, groupName, name);
  const group = schedules.group(groupName);
  return {
    name: 'scheduler:CreateSchedule',
    // Service Authorization Reference, list_amazoneventbridgescheduler: CreateSchedule depends on iam:PassRole
    iam: [
      { action: 'scheduler:CreateSchedule', resource: arn },
      {
        action: 'iam:PassRole',
        resource: target.RoleArn,
        context: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
      },
    ],
    dataAccess: [],
    ...(group ? { passage: { to: group.arn, count: 1, as: 'forwarded' } } : {}),
    run: () =>
      callService(async () => {
        if (!group) throw notFound(`Schedule group ${groupName} does not exist.`);
        if (schedules.schedule(groupName, name))
          throw new ServiceError('ConflictException', 409, `Schedule ${name} already exists.`);
        const { Arn: targetArn, RoleArn: roleArn, Input = '{}' } = target;
        schedules.create({ name, group: groupName, at: Date.parse(`${at}Z`), targetArn, roleArn, input: Input });
        return reply(200, { ScheduleArn: arn });
      }),
  };
}

function getSchedule(name: string, { query }: GatewayRequest, schedules: SchedulesOfApi): ServiceCall {
  const groupName = query.get('groupName') ?? 'default';
  const arn = scheduleArn(schedules, groupName, name);
  return {
    name: 'scheduler:GetSchedule',
    iam: [{ action: 'scheduler:GetSchedule', resource: arn }],
    dataAccess: [],
    run: () =>
      callService(async () => {
        const found = schedules.schedule(groupName, name);
        if (!found) throw notFound(`Schedule ${name} does not exist.`);
        return reply(200, {
          Arn: arn,
          Name: name,
          GroupName: groupName,
          State: 'ENABLED',
          ScheduleExpression: `at(${new Date(found.at).toISOString().slice(0, 19)})`,
          Target: { Arn: found.targetArn, RoleArn: found.roleArn, Input: found.input },
        });
      }),
  };
}

const scheduleArn = (of: SchedulesOfApi, group: string, name: string): string =>
  regionalArn('scheduler', of, `schedule/${group}/${name}`);

const notFound = (message: string): ServiceError => new ServiceError('ResourceNotFoundException', 404, message);

const reply = (status: number, body: object): GatewayReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** EventBridge Scheduler API reference, CommonErrors: errors are JSON, their name is in a header. */
function schedulerError(_: GatewayRequest, thrown: unknown): GatewayReply {
  const { name, message, $metadata } = asServiceError(thrown, 'ValidationException');
  const { status, headers, body } = reply($metadata.httpStatusCode, { Message: message });
  return { status, headers: { ...headers, 'x-amzn-errortype': name }, body: body! };
}
