/** What GetBootstrapBrokers answers, as far as clients of this project use it. */
export interface BootstrapBrokers {
  BootstrapBrokerStringSaslIam?: string | undefined;
}

/** The addresses at which clients sign in with IAM, always in the same order. Throws where the cluster has none. */
export function addressesIn({ BootstrapBrokerStringSaslIam: servers }: BootstrapBrokers): string {
  if (!servers) throw new Error('The cluster has no address where clients sign in with IAM: switch IAM on for it.');
  // AWS gives them in any order, and another text would restart every function that has it
  return servers.split(',').toSorted().join(',');
}

/** Answers CloudFormation with attributes, which a template reads with Fn::GetAtt. They are read when the answer is sent. */
export const giving =
  (attributes: Readonly<Record<string, string>>, send: typeof fetch): typeof fetch =>
  (url, request) =>
    send(url, { ...request, body: JSON.stringify({ ...JSON.parse(String(request?.body)), Data: attributes }) });
