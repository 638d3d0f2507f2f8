import type { Option, Options } from './option.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';
import type { AnyUseCase } from './use-case.ts';
import { optionsOf } from './use-cases.ts';

/**
 * A use case as an organisation has it: the organisation's defaults in place of ours, and its rules at the options that they
 * are about. Whatever is made of a use case (questions, help, forms, JSON Schema) then says what the organisation says.
 */
export function underPolicy(useCase: AnyUseCase, policy: Policy | undefined): AnyUseCase {
  if (!policy) return useCase;
  const options = Object.entries(optionsOf(useCase)).map(([key, option]) => [key, ruled(key, option, policy)]);
  return { ...useCase, options: Object.fromEntries(options) as Options };
}

function ruled(key: string, option: Option, policy: Policy): Option {
  if (option.kind === 'document') return option;
  const rules = rulesFor(key, policy);
  const about = rules.length > 0 ? { rules } : {};
  const preset = policy.locked?.[key]?.value ?? policy.defaults?.[key];
  if (option.kind === 'choice') return { ...option, ...about, default: preset ?? option.default };
  const isDemanded = option.answer === 'optional' && rules.some(({ kind }) => kind === 'tag');
  const answer = preset === undefined ? (isDemanded ? 'required' : option.answer) : { default: preset };
  return { ...option, ...about, answer };
}

function rulesFor(key: string, { locked, tags = {}, regions, accounts, name }: Policy): Rule[] {
  const stage = /^(dev|prod)(Region|Account)$/.exec(key);
  const list = stage?.[2] === 'Region' ? regions : accounts;
  const values = stage && list?.[stage[1] as 'dev' | 'prod'];
  return [
    ...(locked?.[key] ? [{ kind: 'locked', ...locked[key] } as const] : []),
    ...Object.entries(tags).flatMap(([tag, rule]) =>
      'from' in rule && rule.from === key ? [{ kind: 'tag', tag, message: rule.message } as const] : [],
    ),
    ...(values ? [{ kind: 'allowed', values, message: list.message } as const] : []),
    ...(name && key === 'name' ? [{ kind: 'pattern', ...name } as const] : []),
  ];
}
