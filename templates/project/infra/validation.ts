import { CloudFormationValidatePlugin, Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const policies = join(import.meta.dirname, '..', 'policies');

/** The Guard rules of policies/: what the validator of aws-cdk-lib does not see by itself. */
export const guardRules = () =>
  readdirSync(policies)
    .filter((file) => file.endsWith('.guard'))
    .toSorted()
    .map((name) => ({ name, content: readFileSync(join(policies, name), 'utf8') }));

// One for all apps of a process: it takes seconds to set up.
const templateRules = new CloudFormationValidatePlugin({ guardRules: guardRules() });

/** Checks every synthesized template: CloudFormation's own rules, those of policies/, and cdk-nag's AwsSolutions pack. */
export function addValidation(app: App): void {
  Validations.of(app).addPlugins(templateRules, new AwsSolutionsChecks(app));
}
