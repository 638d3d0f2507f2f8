import type { Host, RunningService } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { snsApi } from './api.ts';
import { filterOf } from './filter-policy.ts';
import { topicReport } from './metrics.ts';
import { queueSubscriber } from './queue-subscriber.ts';
import { StandardTopic } from './topic.ts';
import type { Mail } from './types.ts';

/** The topics of a run. FIFO topics exist, and take no messages. */
export class Topics implements RunningService {
  readonly api;
  readonly #topics: ReadonlyMap<string, StandardTopic>;

  constructor(host: Host) {
    const { graph, clock, faults, metrics } = host;
    const journal = host.journal<Mail>();
    this.#topics = new Map(
      graph.ofType('AWS::SNS::Topic').map(({ arn, name }) => [
        arn,
        new StandardTopic({
          arn,
          clock,
          faults,
          report: topicReport(metrics, name),
          mailed: (mail) => journal.remember(mail),
        }),
      ]),
    );
    for (const { entry: mail } of journal.remembered()) this.#topics.get(mail.topicArn)?.restore(mail);
    for (const topic of graph.ofType('AWS::SNS::Topic'))
      for (const [at, properties] of ((topic.properties['Subscription'] ?? []) as Resource['properties'][]).entries())
        this.#subscribe({ ...topic, id: `${topic.id} (subscription ${at + 1})`, properties }, topic.arn, host);
    for (const subscription of graph.ofType('AWS::SNS::Subscription'))
      this.#subscribe(subscription, String(subscription.properties['TopicArn']), host);
    this.api = snsApi({ topic: (arn) => this.#topics.get(arn) });
  }

  find(nameOrArn: string): StandardTopic | undefined {
    return [...this.#topics.values()].find(({ arn, name }) => arn === nameOrArn || name === nameOrArn);
  }

  names(): readonly string[] {
    return [...this.#topics.values()].map(({ name }) => name);
  }

  #subscribe(subscription: Resource, topicArn: string, host: Host): void {
    const topic = this.#topics.get(topicArn);
    const { Protocol, Endpoint, FilterPolicy, FilterPolicyScope } = subscription.properties;
    if (Protocol === 'sqs' && topic) topic.subscribe(queueSubscriber(subscription, topic, host));
    if (Protocol === 'email' || Protocol === 'email-json')
      topic?.subscribeMail(String(Endpoint), Protocol, filterOf(FilterPolicy, FilterPolicyScope));
  }
}
