import { Client } from '@opensearch-project/opensearch';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws-v3';

const {
  SEARCH_ENDPOINT: node = '',
  AWS_REGION: region = '',
  AWS_ACCESS_KEY_ID = '',
  AWS_SECRET_ACCESS_KEY = '',
} = process.env;

/** The official client, as its guide sets it up for AWS; unsigned, no engine on AWS would answer it. */
export const clientOf = (signed: boolean): Client =>
  new Client({
    node,
    ...(signed
      ? AwsSigv4Signer({
          region,
          service: 'es',
          getCredentials: async () => ({ accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY }),
        })
      : {}),
  });
