import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersWith } from '../../core/answers-with.ts';
import { organisation, policyOf } from '../../core/organisation.ts';
import type { TestedProject } from '../tested.ts';

const contract = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'contract', file), 'utf8'));

const existing = { table: 'existing', tableName: 'items' };

export const projects = (): readonly TestedProject[] => [
  // around events of other people, with the options that the contract matters most to
  {
    id: 'own-contract-order',
    answers: answersWith({ contract: contract('order.schema.json'), history: ['warehouse'] }),
  },
  {
    id: 'own-contract-reading',
    answers: answersWith({
      ...existing,
      contract: contract('reading.schema.json'),
      search: 'domain',
      apiAuth: 'iam',
      ttlDeletes: 'keep',
    }),
  },
  // as an organisation wants it
  {
    id: 'organisation-policy',
    answers: answersWith({ ...existing, owner: 'group:default/search', search: 'domain' }, policyOf(organisation)),
  },
  // stages in accounts and regions that are known: names and ARNs are then plain text in the template
  {
    id: 'known-accounts-existing',
    answers: answersWith({
      ...existing,
      devAccount: '222233334444',
      devRegion: 'us-east-1',
      prodAccount: '444455556666',
      prodRegion: 'eu-central-1',
    }),
  },
];
