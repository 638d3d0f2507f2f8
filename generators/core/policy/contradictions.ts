import { accepts, type Value } from '../option.ts';
import type { Problem } from '../problem.ts';
import type { AnyUseCase } from '../use-case.ts';
import { optionsOf, useCases } from '../use-cases.ts';
import { meets } from '../where.ts';
import type { Policy } from './policy.ts';
import { objection } from './rule.ts';
import { underPolicy } from './under-policy.ts';

/** AWS allows 50 on a resource; a project has some of its own. */
const mostTags = 40;

/** What no answers could comply with, or would comply with differently than it looks. `tags` are the keys as they were given. */
export const contradictions = (policy: Policy, tags: readonly string[]): Problem[] => [
  ...distinct(useCases.flatMap((useCase) => contradictionsIn(useCase, policy))),
  ...oddTags(tags),
];

/** What the policy sets for the options of one use case, against its own rules and against what the use case refuses. */
function contradictionsIn(useCase: AnyUseCase, policy: Policy): Problem[] {
  const options = optionsOf(underPolicy(useCase, policy));
  const applying = (values: Record<string, Value | undefined>) =>
    Object.entries(values).filter(([key, value]) => options[key] && accepts(options[key], value));
  const locked = applying(
    Object.fromEntries(Object.entries(policy.locked ?? {}).map(([key, rule]) => [key, rule?.value])),
  );
  const defaults = applying(policy.defaults ?? {});
  const broken = (part: string, values: typeof locked) =>
    values.flatMap(([key, value]) => {
      const message = objection(options[key]!.rules, value);
      return message === undefined ? [] : [{ option: `${part}.${key}`, message }];
    });
  const settled = Object.fromEntries([...defaults, ...locked]);
  const isLocked = (key: string) => locked.some(([other]) => other === key);
  const placeOf = (key: string) => `${isLocked(key) ? 'locked' : 'defaults'}.${key}`;
  return [
    ...broken('defaults', defaults),
    ...broken('locked', locked),
    ...useCase.refuse
      .filter(({ where }) => meets(where, settled))
      .map(({ where, because }) => ({ option: Object.keys(where).map(placeOf).join(', '), message: because })),
  ];
}

function oddTags(tags: readonly string[]): Problem[] {
  const isTwice = (key: string, at: number) =>
    tags.findIndex((other) => other.toLowerCase() === key.toLowerCase()) < at;
  return [
    // the schema leaves this key out in silence
    ...(tags.includes('__proto__') ? [{ option: 'tags.__proto__', message: 'is not allowed as a tag key' }] : []),
    ...tags.filter(isTwice).map((key) => ({
      option: `tags.${key}`,
      message: 'differs from another key only in case, which IAM does not distinguish',
    })),
    ...(tags.length > mostTags
      ? [{ option: 'tags', message: `${tags.length} given, expected at most ${mostTags}` }]
      : []),
  ];
}

/** What several use cases say alike is said once. */
const distinct = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.option}: ${problem.message}`, problem])).values(),
];
