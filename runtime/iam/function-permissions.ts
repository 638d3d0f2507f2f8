import type { ResourceGraph } from '../contracts/template.ts';
import { likeAction, likeText } from './pattern.ts';

/** A function, with the version or alias that is meant. */
interface Target {
  readonly name: string;
  readonly qualifier: string | undefined;
}

/** "Function name, function ARN, partial ARN. You can append a version number or alias to any of the formats." (AddPermission) */
function targetOf(nameOrArn: string): Target {
  const [name = '', qualifier] = nameOrArn.replace(/^.*:?function:/, '').split(':');
  return { name, qualifier };
}

/**
 * The resource-based policies of functions (Lambda API reference, AddPermission): who may invoke them. "If you use a qualifier, the
 * invoker must use the full ARN of that version or alias"; "Lambda configures the comparison [of SourceArn] using the StringLike
 * operator".
 */
export function mayInvoke(
  graph: ResourceGraph,
  principal: string,
  source: { readonly arn: string; readonly account: string },
  functionArn: string,
): boolean {
  const target = targetOf(functionArn);
  return graph.ofType('AWS::Lambda::Permission').some(({ properties }) => {
    const text = (key: string): string | undefined =>
      properties[key] === undefined ? undefined : String(properties[key]);
    const given = targetOf(text('FunctionName') ?? '');
    const [sourceArn, sourceAccount] = [text('SourceArn'), text('SourceAccount')];
    return (
      given.name === target.name &&
      given.qualifier === target.qualifier &&
      likeAction(text('Action') ?? '', 'lambda:InvokeFunction') &&
      [principal, '*'].includes(text('Principal') ?? '') &&
      (sourceArn === undefined || likeText(sourceArn, source.arn)) &&
      (sourceAccount === undefined || sourceAccount === source.account)
    );
  });
}
