import type { Account, Unknown, Wait } from './aws-account.ts';

/** The domain of each partition's endpoints. Other partitions are not checked. */
const suffixes: Record<string, string> = {
  aws: 'amazonaws.com',
  'aws-us-gov': 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
};

const parameter = '/cdk-bootstrap/hnb659fds/version';

/** The version that the CDK bootstrap stack of an account and region has; 0 where there is none. */
export async function bootstrapVersion(
  found: Account,
  region: string,
  { signal, deadline }: Wait,
): Promise<number | Unknown> {
  const suffix = suffixes[found.partition];
  const byHand = `aws ssm get-parameter --name ${parameter} --region ${region}`;
  if (!suffix) return { unknown: `Partition ${found.partition} is not supported by this check`, remedy: byHand };
  const configured = process.env['AWS_ENDPOINT_URL_SSM'] ?? process.env['AWS_ENDPOINT_URL'];
  const endpoint = new URL(configured ?? `https://ssm.${region}.${suffix}`);
  try {
    const response = await fetch(endpoint, {
      ...(await signed(endpoint, region, found)),
      signal: AbortSignal.any([signal, deadline]),
    });
    const body = (await response.json()) as { Parameter?: { Value?: string }; __type?: string };
    if (body.Parameter?.Value) return Number(body.Parameter.Value);
    if (body.__type?.endsWith('ParameterNotFound')) return 0;
    return { unknown: `AWS Systems Manager answered ${body.__type ?? response.status}`, remedy: byHand };
  } catch (error) {
    signal.throwIfAborted();
    return { unknown: `AWS Systems Manager could not be reached (${(error as Error).message})`, remedy: byHand };
  }
}

/** One read of one parameter is no reason for a second AWS client: the first one's credentials sign a plain request. */
async function signed(endpoint: URL, region: string, { client }: Account): Promise<RequestInit> {
  const { SignatureV4 } = await import('@smithy/signature-v4');
  const { credentials, sha256 } = client.config;
  const signer = new SignatureV4({ service: 'ssm', region, credentials, sha256 });
  const request = await signer.sign({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    path: '/',
    query: {},
    headers: {
      host: endpoint.host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.GetParameter',
    },
    body: JSON.stringify({ Name: parameter }),
  });
  const { host: _, ...headers } = request.headers;
  return { method: 'POST', headers, body: request.body as string };
}
