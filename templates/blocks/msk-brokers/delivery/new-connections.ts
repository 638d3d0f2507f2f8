import { connectionsPerSecond } from '../infra/blocks/topic-writer.ts';
import { brokerSizes } from '../infra/blocks/msk-size.ts';
import type { Stage } from '../infra/stage.ts';

/** New connections of clients that sign in with IAM, which a broker of a stage takes in a second. */
export function newConnections({ name }: Pick<Stage, 'name'>): number {
  const { instanceType } = brokerSizes[name];
  return instanceType.startsWith('kafka.t3.') ? connectionsPerSecond['kafka.t3.small'] : connectionsPerSecond.others;
}
