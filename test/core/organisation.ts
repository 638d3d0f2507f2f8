import { parsePolicy, type Policy } from '../../generators/core/api.ts';

/** The policy of an organisation that has something to say about everything. */
export const organisation = {
  $schema: './policy.schema.json',
  defaults: { search: 'domain', devRegion: 'eu-west-1' },
  locked: { apiAuth: { value: 'iam', message: 'People sign in at the gateway: https://wiki.example/search.' } },
  regions: { dev: ['eu-west-1', 'eu-central-1'], prod: ['eu-central-1'], message: 'Data stays in the EU.' },
  accounts: { prod: ['111122223333', '444455556666'], message: 'Ask the platform team for an account.' },
  name: { pattern: '-(search|project)$', message: 'A name ends with what the project is.' },
  tags: {
    Owner: { from: 'owner', message: 'Who pays?' },
    Environment: { from: 'stage' },
    'acme:cost-center': { value: 'R+D 4711' },
  },
  permissionsBoundary: 'acme/developer-boundary',
};

export function policyOf(input: unknown): Policy {
  const parsed = parsePolicy(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
}
