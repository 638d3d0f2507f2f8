import type { WantedTopic } from './requests.ts';

/** The properties of the custom resource, as infra/blocks/made-topic.ts gives them. CloudFormation makes texts of numbers. */
export function topicIn(properties: Readonly<Record<string, unknown>>): WantedTopic {
  const { TopicName, Partitions, Settings } = properties;
  return {
    name: String(TopicName),
    partitions: Number(Partitions),
    settings: Settings as WantedTopic['settings'],
  };
}
