import { accepts, inOrderOf, type Option, type Options, type Value } from '../option.ts';
import { projectOptions } from '../options/project.ts';
import type { AnyUseCase } from '../use-case.ts';
import { optionsOf } from '../use-cases.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';

/**
 * A use case as an organisation has it: the organisation's defaults in place of ours, and its rules at the options that they
 * are about. Whatever is made of a use case (questions, help, forms, JSON Schema) then says what the organisation says.
 */
export const underPolicy = (useCase: AnyUseCase, policy: Policy | undefined): AnyUseCase =>
  policy ? { ...useCase, options: ruledBy(policy, optionsOf(useCase)) } : useCase;

/** The same for the options that every project has, whatever its use case. */
export const projectOptionsUnder = (policy: Policy | undefined): Options =>
  policy ? ruledBy(policy, projectOptions) : projectOptions;

const ruledBy = (policy: Policy, options: Options): Options =>
  Object.fromEntries(Object.entries(options).map(([key, option]) => [key, ruled(key, option, policy)]));

function ruled(key: string, option: Option, policy: Policy): Option {
  if (option.kind === 'document') return option;
  const locked = settingOf(option, policy.locked?.[key]?.value);
  const rules = rulesFor(key, locked, policy);
  const about = rules.length > 0 ? { rules } : {};
  const preset = locked ?? settingOf(option, policy.defaults?.[key]);
  switch (option.kind) {
    case 'choice':
      return { ...option, ...about, default: (preset as string | undefined) ?? option.default };
    case 'several':
      return { ...option, ...about, default: (preset as readonly string[] | undefined) ?? option.default };
    case 'text': {
      const isDemanded = option.answer === 'optional' && rules.some(({ kind }) => kind === 'tag');
      const answer = preset === undefined ? (isDemanded ? 'required' : option.answer) : { default: preset as string };
      // what the organisation sets is no example
      return { ...option, ...about, answer, isExample: preset === undefined ? option.isExample : undefined };
    }
  }
}

/** What a policy sets for an option: nothing where the value is meant for another option that has the same key. */
function settingOf(option: Option, value: Value | undefined): Value | undefined {
  if (value === undefined || !accepts(option, value)) return undefined;
  return option.kind === 'several' ? inOrderOf(option, value as readonly string[]) : value;
}

function rulesFor(key: string, locked: Value | undefined, policy: Policy): Rule[] {
  const { tags = {}, regions, accounts, name } = policy;
  const stage = /^(dev|prod)(Region|Account)$/.exec(key);
  const list = stage?.[2] === 'Region' ? regions : accounts;
  const values = stage && list?.[stage[1] as 'dev' | 'prod'];
  return [
    ...(locked === undefined
      ? []
      : [{ kind: 'locked', value: locked, message: policy.locked?.[key]?.message } as const]),
    ...Object.entries(tags).flatMap(([tag, rule]) =>
      'from' in rule && rule.from === key ? [{ kind: 'tag', tag, message: rule.message } as const] : [],
    ),
    ...(values ? [{ kind: 'allowed', values, message: list.message } as const] : []),
    ...(name && key === 'name' ? [{ kind: 'pattern', ...name } as const] : []),
  ];
}
