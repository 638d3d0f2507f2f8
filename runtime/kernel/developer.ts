import { partitionOf } from '../template/place.ts';

/** What the person is called where components are counted. */
export const person = 'a person';

/** The access key of whoever runs the pipeline on their machine: may do everything that the gateway understands. */
export const developerKey = 'LOCALDEVELOPER';

/** Not secret: tools that a person starts have to know it. */
export const developerSecret = 'local';

/** Who that is. */
export const developerArn = ({ region, account }: { region: string; account: string }): string =>
  `arn:${partitionOf(region)}:iam::${account}:user/developer`;

/** Environment variables that point the SDKs and the command line of AWS to a run, and nowhere else. */
export const developerEnvironment = (endpoint: string, region: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: developerKey,
  AWS_SECRET_ACCESS_KEY: developerSecret,
  AWS_EC2_METADATA_DISABLED: 'true',
});
