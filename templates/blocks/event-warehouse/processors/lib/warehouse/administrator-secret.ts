import { GetNamespaceCommand, RedshiftServerlessClient } from '@aws-sdk/client-redshift-serverless';

/** Asks once for the secret with the password of the administrator: CloudFormation does not tell it. */
export function administratorSecret(namespaceName: string): () => Promise<string> {
  const client = new RedshiftServerlessClient();
  let known: string | undefined;
  return async () => {
    if (known !== undefined) return known;
    const { namespace } = await client.send(new GetNamespaceCommand({ namespaceName }));
    known = namespace?.adminPasswordSecretArn;
    if (known === undefined)
      throw new Error(`The namespace ${namespaceName} has no managed password of its administrator.`);
    return known;
  };
}
