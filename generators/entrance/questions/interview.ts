import type { NewRegions } from '../../core/answers.ts';
import { accepts, inOrderOf, type Option, type Options } from '../../core/option.ts';
import { meets } from '../../core/where.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { lockedValues } from '../../core/policy/rule.ts';
import { underPolicy } from '../../core/policy/under-policy.ts';
import type { AnyUseCase } from '../../core/use-case.ts';
import { findUseCase, onlyUseCase, optionsOf, recordableOf } from '../../core/use-cases.ts';
import { back, help, type Asker } from './asker.ts';
import type { GivenAnswers } from '../answers/given-answers.ts';
import type { Place, Settled } from './place.ts';
import { choiceQuestion, isEssential, lineQuestion, severalQuestion, useCaseQuestion, valueOf } from './questions.ts';
import { reviewed } from './review.ts';

type Answers = Record<string, unknown>;
type Given = Pick<GivenAnswers, 'answers' | 'policy' | 'newRegions'>;

/** What came out of the questions. */
export interface Interviewed {
  answers: Answers;
  /** Where the project goes, when somebody chose another folder. */
  out: string | undefined;
  /** Whether files that are there already are kept. */
  onlyNew: boolean;
}

/**
 * Asks what is not settled yet: the use case where there are several, then what makes a difference. A summary follows, in
 * which every answer can be changed and details can be added, before anything is written. Rejects with `Interrupted` when
 * the user cancels.
 */
export const interview = (asker: Asker, given: Given, place: Place): Promise<Interviewed> =>
  new Interview(asker, given, place).run();

class Interview {
  readonly #asker: Asker;
  readonly #policy: Policy | undefined;
  readonly #newRegions: NewRegions;
  readonly #place: Place;
  #answers: Answers;
  /** The questions that were answered, in their order: the way back. */
  #trail: string[] = [];
  /** Answers that somebody went back over: offered again. */
  #before: Answers = {};
  #settled: Settled | undefined;

  constructor(asker: Asker, { answers, policy, newRegions }: Given, place: Place) {
    this.#asker = asker;
    this.#policy = policy?.policy;
    this.#newRegions = newRegions;
    this.#place = place;
    const only = onlyUseCase();
    this.#answers = only ? { useCase: only.id, ...answers } : { ...answers };
  }

  async run(): Promise<Interviewed> {
    for (;;) {
      const next = this.#firstOpen();
      if (next === 'folder') await this.#settleFolder();
      else if (next !== undefined) await this.#ask(next);
      else if (await this.#isApproved()) break;
    }
    const { out, onlyNew } = this.#settled!;
    return { answers: this.#answers, out, onlyNew };
  }

  /** Settled before anything that depends on it is asked. */
  get #useCase(): AnyUseCase {
    return underPolicy(findUseCase(this.#answers['useCase'])!, this.#policy);
  }

  get #options(): Options {
    return optionsOf(this.#useCase);
  }

  /** The folder is settled as soon as the name is known: nobody answers ten questions for a folder that cannot be used. */
  #firstOpen(): string | undefined {
    if (!findUseCase(this.#answers['useCase'])) return 'useCase';
    if (this.#answers['name'] === undefined) return 'name';
    if (!this.#settled) return 'folder';
    return Object.entries(this.#options).find(([key, option]) => isEssential(option) && this.#isOpen(key, option))?.[0];
  }

  #isOpen(key: string, option: Option): boolean {
    return this.#answers[key] === undefined && this.#applies(key, option);
  }

  /** Whether an option has an answer of the user's: it is asked under a condition that is met, and no policy sets it. */
  #applies(key: string, { when }: Option): boolean {
    const locked = lockedValues(this.#options);
    return !(key in locked) && (!when || meets(when, { ...locked, ...this.#answers }));
  }

  /** Whether an answer still answers its question: another use case may ask something else under the same key. */
  #holds(key: string, option: Option | undefined): boolean {
    return option !== undefined && this.#applies(key, option) && accepts(option, this.#answers[key]);
  }

  async #ask(key: string): Promise<void> {
    const said = await this.#say(key);
    if (said === back) return this.#goBack();
    if (said === help) return this.#explain(key);
    this.#accept(key, said);
  }

  /** Puts a question. What is said in place of an answer comes back as it is. */
  async #say(key: string): Promise<unknown> {
    if (key === 'useCase') return this.#asker.select(useCaseQuestion(this.#before[key]));
    const option = this.#options[key]!;
    const { [key]: now, ...answers } = this.#answers;
    const talk = {
      useCase: this.#useCase,
      answers,
      before: now ?? this.#before[key],
      policy: this.#policy,
      newRegions: this.#newRegions,
      cwd: this.#place.cwd,
      canGoBack: this.#trail.length > 0,
    };
    if (option.kind === 'choice') return this.#asker.select(await choiceQuestion(key, option, talk));
    if (option.kind === 'several') {
      const chosen = await this.#asker.selectSeveral(severalQuestion(key, option, talk));
      return [help, back].find((wayOut) => chosen.includes(wayOut)) ?? inOrderOf(option, chosen);
    }
    const line = await this.#asker.input(lineQuestion(key, option, talk));
    if (line === help || line === back) return line;
    const read = valueOf(line, option, this.#place.cwd);
    return 'value' in read ? read.value : undefined;
  }

  #accept(key: string, answer: unknown): void {
    this.#trail = [...this.#trail.filter((other) => other !== key), key];
    this.#answers[key] = answer;
    if (answer === undefined) delete this.#answers[key];
    if (key === 'name') this.#settled = undefined;
    // what was asked because of the answer before is not asked any more
    const known = recordableOf(this.#useCase);
    for (const other of Object.keys(this.#answers))
      if (other !== 'useCase' && !this.#holds(other, known[other])) this.#forget(other);
  }

  #goBack(): void {
    const last = this.#trail.pop();
    if (last !== undefined) this.#forget(last);
    if (last === 'name') this.#settled = undefined;
  }

  #forget(key: string): void {
    this.#before[key] = this.#answers[key];
    delete this.#answers[key];
  }

  async #explain(key: string): Promise<void> {
    const { explanationOf, explanationOfUseCases } = await import('./explanation.ts');
    const { width } = this.#asker;
    this.#asker.tell(key === 'useCase' ? explanationOfUseCases(width) : explanationOf(this.#useCase, key, width));
  }

  async #settleFolder(): Promise<void> {
    const settled = await this.#place.settle(this.#asker, String(this.#answers['name']));
    if (settled !== 'another name') {
      this.#settled = settled;
      return;
    }
    this.#trail = this.#trail.filter((key) => key !== 'name');
    delete this.#answers['name'];
  }

  /** The summary, until the project may be written. */
  async #isApproved(): Promise<boolean> {
    const changeable = Object.keys(this.#options).filter((key) => this.#applies(key, this.#options[key]!));
    const verdict = await reviewed(this.#asker, {
      useCase: this.#useCase,
      answers: this.#answers,
      folder: this.#settled!.folder,
      changeable: onlyUseCase() ? changeable : ['useCase', ...changeable],
      canGoBack: this.#trail.length > 0,
    });
    if (verdict === 'write') return true;
    if (verdict === 'go back') this.#goBack();
    else await this.#change(verdict.change);
    return false;
  }

  async #change(key: string): Promise<void> {
    const said = await this.#say(key);
    if (said === back) return;
    if (said !== help) return this.#accept(key, said);
    await this.#explain(key);
    await this.#change(key);
  }
}
