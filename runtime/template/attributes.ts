import type { Described, Identity, ResourceTypes } from '../contracts/template.ts';
import { arn, guessedArn, name } from './give.ts';

/**
 * Types that no service of the runtime has, whose Ref and attributes other resources need (CloudFormation template reference,
 * "Return values").
 */
const others: Readonly<Record<string, Identity>> = {
  'AWS::KinesisFirehose::DeliveryStream': {
    name: { property: 'DeliveryStreamName', most: 64 },
    arn: arn('firehose', (self) => `deliverystream/${name(self)}`),
  },
  'AWS::SQS::Queue': {
    name: { property: 'QueueName', most: 80, fifo: true },
    ref: (self) => `${self.place.endpoint}/${self.place.account}/${name(self)}`,
    arn: arn('sqs', name),
    attributes: {
      QueueUrl: (self) => `${self.place.endpoint}/${self.place.account}/${name(self)}`,
      QueueName: name,
    },
  },
  'AWS::StepFunctions::StateMachine': {
    name: { property: 'StateMachineName', most: 80 },
    ref: arn('states', (self) => `stateMachine:${name(self)}`),
    arn: arn('states', (self) => `stateMachine:${name(self)}`),
    attributes: { Name: name },
  },
};

/** Attributes that are lists, wherever they occur. */
const lists =
  /^(CidrBlockAssociations|DnsEntries|Ipv6CidrBlocks|NameServers|NetworkInterfaceIds|PrimaryPrivateIpAddresses)$/;

/** What Ref and GetAtt give, by the types that the services register; for others it makes something readable up. */
export class Identities {
  readonly #types: ResourceTypes;

  constructor(types: ResourceTypes) {
    this.#types = types;
  }

  of(type: string): Identity | undefined {
    if (Object.hasOwn(this.#types, type)) return this.#types[type];
    return Object.hasOwn(others, type) ? others[type] : undefined;
  }

  ref(self: Described): string {
    return (this.of(self.type)?.ref ?? name)(self);
  }

  arn(self: Described): string {
    return (this.of(self.type)?.arn ?? guessedArn)(self);
  }

  attribute(self: Described, attribute: string): string | readonly string[] {
    const give = this.of(self.type)?.attributes?.[attribute];
    if (give) return give(self);
    if (attribute === 'Arn') return this.arn(self);
    const same = self.properties[attribute];
    if (typeof same === 'string') return same;
    if (attribute.endsWith('Arn')) return guessedArn(self);
    return lists.test(attribute) ? [`${self.id}.${attribute}`] : `${self.id}.${attribute}`;
  }
}
