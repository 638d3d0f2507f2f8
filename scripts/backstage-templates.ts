// node scripts/backstage-templates.ts --out FOLDER [--policy FILE]: writes the Backstage templates, under the policy of an organisation.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePolicy, type Policy } from '../generators/core/policy/policy.ts';
import { underPolicy } from '../generators/core/policy/under-policy.ts';
import { useCases } from '../generators/core/use-cases.ts';
import { backstageTemplates } from './backstage/templates.ts';

const { values } = parseArgs({ options: { policy: { type: 'string' }, out: { type: 'string' } } });
if (!values.out) throw new Error('--out FOLDER is missing. Name the folder to write the templates to');

function policyIn(file: string): Policy {
  const parsed = parsePolicy(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.ok) return parsed.policy;
  throw new Error(parsed.problems.map(({ option, message }) => `${file}: ${option}: ${message}`).join('\n'));
}

const policy = values.policy === undefined ? undefined : policyIn(values.policy);
const governed = useCases.map((useCase) => underPolicy(useCase, policy));
for (const [path, text] of Object.entries(backstageTemplates(governed))) {
  const file = join(values.out, path.replace(/^backstage-templates\//, ''));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`written ${file}`);
}
