import type { OnFailureDestination } from '../../contracts/event-source.ts';
import type { Host } from '../../contracts/service.ts';
import { isQueue } from './role-permissions.ts';

type Services = Pick<Host, 'find' | 'permissions'>;

/** Lambda writes an on-failure message as itself. */
const senderId = 'AIDALAMBDAONFAILURE';

/**
 * Where a mapping parks what Lambda gives up: a bucket, or a queue, which gets the metadata only. Lambda guide,
 * kinesis-on-failure-destination and kafka-on-failure: it writes with the permissions of the function. Undefined for a destination of
 * another kind.
 */
export function onFailureDestination(
  arn: string,
  roleArn: string,
  services: Services,
): OnFailureDestination | undefined {
  return isQueue(arn) ? toQueue(arn, roleArn, services) : toBucket(arn, roleArn, services);
}

function toBucket(arn: string, roleArn: string, { find, permissions }: Services): OnFailureDestination | undefined {
  const bucket = find('bucket', arn);
  return (
    bucket && {
      write: (key, body) => {
        requireAllowed(permissions, roleArn, { action: 's3:PutObject', resource: `${arn}/${key}` });
        bucket.write(key, body);
      },
    }
  );
}

function toQueue(arn: string, roleArn: string, { find, permissions }: Services): OnFailureDestination | undefined {
  const queue = find('queue', arn);
  return (
    queue && {
      write: (_, body) => {
        requireAllowed(permissions, roleArn, { action: 'sqs:SendMessage', resource: arn });
        const { payload: _payload, ...metadata } = JSON.parse(body) as { readonly payload: string };
        queue.send({ body: JSON.stringify(metadata), senderId });
      },
    }
  );
}

function requireAllowed(
  permissions: Services['permissions'],
  roleArn: string,
  call: { readonly action: string; readonly resource: string },
): void {
  if (!permissions.allows(roleArn, call)) throw new Error(`the role does not allow ${call.action} on ${call.resource}`);
}
