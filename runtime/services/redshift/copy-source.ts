import type { Host } from '../../contracts/service.ts';
import type { CopySource } from './columnar-files.ts';
import { sqlError } from './dialect/sql-error.ts';
import type { Namespace } from './namespace.ts';

/** Objects of the buckets of a run, as a role that the namespace has may read them. */
export const sourceOf = ({ find, permissions }: Host, { roleArns, defaultRoleArn, name }: Namespace): CopySource => ({
  object: (bucket, key, role) => {
    const roleArn = role === 'default' ? defaultRoleArn : role;
    if (roleArn === undefined || !roleArns.includes(roleArn))
      throw sqlError(`The role ${role} is not associated with the namespace ${name}`);
    // copy-usage_notes-access-permissions: "you must have LIST access to the bucket and GET access for the bucket objects"
    for (const [action, resource] of [
      ['s3:ListBucket', `arn:aws:s3:::${bucket}`],
      ['s3:GetObject', `arn:aws:s3:::${bucket}/${key}`],
    ] as const)
      if (!permissions.allows(roleArn, { action, resource }))
        throw sqlError(`S3ServiceException:Access Denied,Status 403,Error AccessDenied (${action} on ${resource})`);
    return find('bucket', bucket)?.current(key)?.body;
  },
});
