import { idleCost, usd } from '../core/block.ts';
import { findUseCase, type Answers } from '../core/use-cases.ts';

/** USD a month at list prices, when nothing happens. */
export interface Idle {
  dev: number;
  prod: number;
}

export function idleOf(answers: Answers): Idle {
  const blocks = findUseCase(answers.useCase)!.blocks(answers as never);
  return { dev: idleCost(blocks, 'dev'), prod: idleCost(blocks, 'prod') };
}

export const idleInWords = ({ dev, prod }: Idle): string =>
  `${usd(dev)} a month in stage dev, ${usd(prod)} in stage prod`;
