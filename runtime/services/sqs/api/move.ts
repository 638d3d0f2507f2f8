import { ServiceError } from '../../../gateway/service-error.ts';
import { fastest, type MoveTask } from '../move-tasks.ts';
import { invalidValue, outOfRange } from './error.ts';
import { text, type Operation } from './request.ts';

export const startMessageMoveTask: Operation = {
  parameters: ['SourceArn', 'DestinationArn', 'MaxNumberOfMessagesPerSecond'],
  run(input, { queue, queues, isDeadLetterQueue }) {
    const perSecond = input['MaxNumberOfMessagesPerSecond'] as number | undefined;
    if (perSecond !== undefined && !(perSecond >= 1 && perSecond <= fastest))
      throw outOfRange('MaxNumberOfMessagesPerSecond', perSecond, `Must be between 1 and ${fastest}, if provided.`);
    if (!isDeadLetterQueue) throw invalidValue('Source queue must be configured as a Dead Letter Queue.');
    const destination = input['DestinationArn'] as string | undefined;
    if (destination !== undefined && !queues.queue(destination)) throw noDestination();
    if (queues.tasks.running(queue.arn))
      throw new ServiceError(
        'UnsupportedOperation',
        400,
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    return { TaskHandle: queues.tasks.start(queue, destination, perSecond).handle };
  },
};

export const listMessageMoveTasks: Operation = {
  parameters: ['SourceArn', 'MaxResults'],
  run(input, { queue, queues }) {
    const most = Number(input['MaxResults'] ?? 1);
    return { Results: queues.tasks.of(queue.arn).slice(0, most).map(resultOf) };
  },
};

export const cancelMessageMoveTask: Operation = {
  parameters: ['TaskHandle'],
  run(input, { queues }) {
    const task = queues.tasks.byHandle(text(input, 'TaskHandle'));
    if (task?.status !== 'RUNNING') throw new ServiceError('ResourceNotFoundException', 404, 'Task does not exist.');
    task.status = 'CANCELLED';
    return { ApproximateNumberOfMessagesMoved: task.moved };
  },
};

const noDestination = (): ServiceError =>
  new ServiceError(
    'ResourceNotFoundException',
    404,
    "The resource that you specified for the DestinationArn parameter doesn't exist.",
  );

function resultOf(task: MoveTask): object {
  return {
    ...(task.status === 'RUNNING' ? { TaskHandle: task.handle } : {}),
    Status: task.status,
    SourceArn: task.sourceArn,
    ...(task.destinationArn === undefined ? {} : { DestinationArn: task.destinationArn }),
    ...(task.perSecond === undefined ? {} : { MaxNumberOfMessagesPerSecond: task.perSecond }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    ...(task.failureReason === undefined ? {} : { FailureReason: task.failureReason }),
    StartedTimestamp: task.startedAt,
  };
}
