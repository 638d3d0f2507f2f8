import type { ResourceGraph } from '../contracts/template.ts';
import { objectAt, textAt } from '../template/problem.ts';
import { likeText } from './pattern.ts';
import { textsAt } from './statement.ts';

/** One permission on one pattern of resources, given to one principal. */
export interface DataAccess {
  readonly principal: string;
  /** aoss:WriteDocument, or aoss:* */
  readonly permission: string;
  /** index/COLLECTION/INDEX or collection/COLLECTION, with wildcards. */
  readonly resource: string;
}

/**
 * Data access policies (OpenSearch Service guide, serverless-data-access). They only add up: there is no deny, and a request also
 * needs aoss:APIAccessAll from IAM.
 */
export const dataAccessOf = (graph: ResourceGraph): readonly DataAccess[] =>
  graph
    .ofType('AWS::OpenSearchServerless::AccessPolicy')
    .filter(({ properties }) => properties['Type'] === 'data')
    .flatMap(({ id, properties }) =>
      [JSON.parse(textAt(properties['Policy'], `${id}.Policy`)) as unknown].flat().flatMap((given, n) => {
        const at = `${id}.Policy.${n}`;
        const { Principal, Rules } = objectAt(given, at);
        const rules = [Rules].flat().map((rule) => objectAt(rule, `${at}.Rules`));
        return textsAt(Principal, `${at}.Principal`).flatMap((principal) =>
          rules.flatMap(({ Resource, Permission }) =>
            textsAt(Resource, `${at}.Resource`).flatMap((resource) =>
              textsAt(Permission, `${at}.Permission`).map((permission) => ({ principal, permission, resource })),
            ),
          ),
        );
      }),
    );

export const givesAccess = (access: DataAccess, roleArn: string, permission: string, resource: string): boolean =>
  isRole(access.principal, roleArn) && likeText(access.permission, permission) && likeText(access.resource, resource);

/** A role may also be named by the sessions that assume it: arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION. */
function isRole(principal: string, roleArn: string): boolean {
  if (principal === roleArn) return true;
  const session = /^(arn:[\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/\*$/.exec(principal);
  return (
    session !== null &&
    roleArn.startsWith(`${session[1]}:iam::${session[2]}:role/`) &&
    roleArn.endsWith(`/${session[3]}`)
  );
}
