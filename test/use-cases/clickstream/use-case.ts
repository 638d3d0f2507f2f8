import { join } from 'node:path';
import { parseAnswers } from '../../../generators/core/api.ts';
import { kafkaSignIn as signIns } from '../../../generators/core/options/kafka.ts';
import { addTemplates } from '../../../generators/core/package.ts';
import { offer } from '../../../generators/core/use-cases.ts';
import { clickstream } from '../../../generators/core/use-cases/clickstream.ts';
import { buildFolder } from '../../matrix/assemble.ts';
import type { TestedProject } from '../tested.ts';

/** Where its runtime is bundled: vendored runtimes of use cases that ship are checked in, this one is made by the tests. */
export const runtimes = join(buildFolder, 'clickstream-runtime');

export function offerClickstream(): void {
  addTemplates(runtimes);
  offer(clickstream);
}

const through = {
  vpc: {
    kafkaSubnets: 'subnet-0123456789abcdef0,subnet-0fedcba9876543210',
    kafkaSecurityGroups: 'sg-0123456789abcdef0',
  },
  public: { kafkaNetwork: 'public' },
};

/** One project for each way to the brokers and each way to sign in. */
export const projects = (): TestedProject[] =>
  Object.entries(through).flatMap(([way, more]) =>
    Object.keys(signIns.choices).map((kafkaSignIn) => {
      const parsed = parseAnswers({
        useCase: clickstream.id,
        name: 'sample-project',
        kafkaBrokers: 'kafka-1.example.com:9094,kafka-2.example.com:9094',
        kafkaSecret: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka-AbCdEf',
        kafkaSignIn,
        ...more,
      });
      if (!parsed.ok) throw new Error(JSON.stringify(parsed));
      return { id: `clickstream+${way}+${kafkaSignIn}`, answers: parsed.answers };
    }),
  );
