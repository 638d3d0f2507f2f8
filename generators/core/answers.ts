import { isDeepStrictEqual } from 'node:util';
import { blockOf } from './block.ts';
import { readInTime } from './contract/events.ts';
import { meant } from './nearest.ts';
import { presetOf, type Options } from './option.ts';
import { schemaOf } from './option-schema.ts';
import { projectPolicy, type Policy, type ProjectPolicy } from './policy/policy.ts';
import { objection } from './policy/rule.ts';
import { projectOptionsUnder, underPolicy } from './policy/under-policy.ts';
import { seen, type Problem } from './problem.ts';
import { regions } from './regions.ts';
import type { AnyUseCase } from './use-case.ts';
import { findUseCase, optionsOf, recordableOf, useCaseIds, type Answers } from './use-cases.ts';
import { inWords, meets } from './where.ts';

export type Parsed = { ok: true; answers: Answers; warnings: Problem[] } | { ok: false; problems: Problem[] };

/** How an entrance writes the name of an option: `devRegion` in a file, `--dev-region` on a command line. */
export type Spell = (key: string) => string;

/** What becomes of a region that this version does not know, and what a user can do about it, in a sentence. */
export interface NewRegions {
  allowed: boolean;
  remedy: string;
}

/**
 * The one validation of every entrance. Each option is checked on its own, then every refusal whose options are valid,
 * so that all problems are told at once. Defaults are filled in, those of the organisation's policy first, and the answers
 * then carry what of the policy reaches the project: they alone decide what its files are.
 */
export function parseAnswers(
  input: unknown,
  policy?: Policy,
  spell: Spell = (key) => key,
  newRegions: NewRegions = { allowed: false, remedy: '' },
): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return refused({ option: '', message: `${seen(input)} given, expected an object of answers` });
  const given = input as Record<string, unknown>;
  const known = findUseCase(given['useCase']);
  if (!known) return refused(unknownUseCase(given['useCase']), ...problemsOfProject(given, policy, spell, newRegions));

  const useCase = underPolicy(known, policy);
  const { answers, problems } = checkEach(recordableOf(useCase), given, spell);
  const strange = unknownRegions(answers, newRegions);
  problems.push(...unknownKeys(given, useCase, spell), ...refusals(useCase, answers, problems));
  if (!newRegions.allowed) problems.push(...strange);
  const own = policy && projectPolicy(policy);
  problems.push(...foreignPolicy(given['policy'], own));
  const contract = answers['contract'] ? contractRead(useCase, answers) : { problems: [], notes: [] };
  const ofContract = (message: string): Problem => ({ option: 'contract', message });
  problems.push(...contract.problems.map(ofContract));
  if (problems.length > 0) return refused(...problems);
  const complete = { useCase: useCase.id, ...answers, ...(own ? { policy: own } : {}) } as Answers;
  return { ok: true, answers: complete, warnings: [...strange, ...contract.notes.map(ofContract)] };
}

/** Where an answer is not valid, the contract is read as for the default in its place. */
function contractRead(useCase: AnyUseCase, answers: Record<string, unknown>) {
  const presets = Object.entries(useCase.options).map(([key, option]) => [key, presetOf(option)]);
  const ids = useCase.blocks({ ...Object.fromEntries(presets), ...answers } as never);
  return readInTime(answers['contract'], useCase.events, ids.map(blockOf));
}

const unknownUseCase = (given: unknown): Problem => ({
  option: 'useCase',
  message: `${seen(given)} given, expected one of ${useCaseIds().join(', ')}${meant(given, useCaseIds())}`,
});

/** What is wrong with the answers that every project has, whatever its use case. */
function problemsOfProject(
  given: Record<string, unknown>,
  policy: Policy | undefined,
  spell: Spell,
  newRegions: NewRegions,
): Problem[] {
  const { answers, problems } = checkEach(projectOptionsUnder(policy), given, spell);
  return newRegions.allowed ? problems : [...problems, ...unknownRegions(answers, newRegions)];
}

const refused = (...problems: Problem[]): Parsed => ({ ok: false, problems });

/** Options are checked in their order; a condition speaks of options before its own. */
function checkEach(options: Options, given: Record<string, unknown>, spell: Spell) {
  const answers: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [key, option] of Object.entries(options)) {
    const { when = {} } = option;
    const decided = Object.keys(when).every((other) => other in answers);
    if (decided && !meets(when, answers)) {
      // A file that answers a question that is not asked would promise what the project does not do.
      if (given[key] !== undefined)
        problems.push({ option: key, message: `applies only where ${inWords(when, options, spell)}` });
      continue;
    }
    if (!decided && given[key] === undefined) continue;
    const objected = objection(option.rules, given[key] ?? presetOf(option));
    const result = schemaOf(option).safeParse(given[key]);
    if (objected) problems.push({ option: key, message: objected });
    else if (!result.success) problems.push(...result.error.issues.map(({ message }) => ({ option: key, message })));
    else if (result.data !== undefined) answers[key] = result.data;
  }
  return { answers, problems };
}

function unknownKeys(given: object, useCase: AnyUseCase, spell: Spell): Problem[] {
  const known = recordableOf(useCase);
  const names = Object.keys(optionsOf(useCase)).map(spell).join(', ');
  return Object.keys(given)
    .filter((key) => key !== 'useCase' && key !== 'policy' && !Object.hasOwn(known, key))
    .map((option) => ({ option, message: `is not an option of ${useCase.id}, which has ${names}` }));
}

/** Parsed answers may be parsed again, and then have a policy in them; nobody brings one of their own that way. */
function foreignPolicy(given: unknown, own: ProjectPolicy | undefined): Problem[] {
  if (given === undefined || isDeepStrictEqual(given, own)) return [];
  return [
    {
      option: 'policy',
      message: "is not what the policy in use adds. Remove it: the organisation's policy sets it",
    },
  ];
}

function refusals(useCase: AnyUseCase, answers: object, problems: readonly Problem[]): Problem[] {
  const bad = new Set(problems.map(({ option }) => option));
  return useCase.refuse
    .filter(({ where }) => !Object.keys(where).some((key) => bad.has(key)) && meets(where, answers))
    .map(({ where, because }) => ({ option: Object.keys(where).join(', '), message: because }));
}

function unknownRegions(answers: Record<string, unknown>, { allowed, remedy }: NewRegions): Problem[] {
  return ['devRegion', 'prodRegion'].flatMap((option) => {
    const region = answers[option];
    if (region === undefined || (regions as readonly unknown[]).includes(region)) return [];
    const unknown = `${seen(region)} is not one of the ${regions.length} AWS regions that this version knows`;
    const next = meant(region, regions) || '.';
    return [{ option, message: allowed ? unknown : `${unknown}${next}${remedy && ` ${remedy}`}`.replace(/\.$/, '') }];
  });
}
