import type { Host } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { earlyWriters, writtenStream } from './activation.ts';
import { KinesisSource } from './sources/kinesis.ts';
import { MskSource } from './sources/msk.ts';
import type { Source, SourceSettings } from './source.ts';

/** The source of a delivery stream, made of what the stack has. Throws where the stack does not have it. */
export function sourceFor(settings: SourceSettings, { id, name }: Resource, host: Host): Source {
  if (settings.kind === 'stream') {
    const stream = host.find('stream', settings.arn);
    if (stream) return new KinesisSource(stream);
    throw new Error(`No local engine for ${id}: its source ${settings.arn} is no stream of the stack`);
  }
  const topic = host.find('kafkaTopic', settings.topic);
  if (!topic) throw new Error(`No local engine for ${id}: the cluster has no topic ${settings.topic}`);
  return new MskSource({ topic, faults: host.faults, from: settings.from, group: `firehose|${name}` });
}

/** The component that holds what a delivery stream reads. */
export function componentOfSource({ arn }: SourceSettings, { graph, existingKafka }: Host): string {
  const found = graph.named(arn);
  const outside = existingKafka.find((cluster) => cluster.arn === arn);
  return found?.component ?? found?.id ?? outside?.component ?? arn;
}

/**
 * What may write before the delivery stream is ACTIVE, where it does not read that. What a topic has is read from the time that the
 * template says.
 */
export function tooEarly(settings: SourceSettings, resource: Resource, host: Host): readonly Resource[] {
  if (settings.kind === 'stream')
    return earlyWriters(host.graph, writtenStream(settings.arn), resource, host.permissions);
  if (settings.from !== undefined) return [];
  const { arn, topic } = settings;
  const calls = [
    { action: 'kafka-cluster:WriteData', resource: `${arn.replace(':cluster/', ':topic/')}/${topic}` },
  ] as const;
  return (['AWS::MSK::Cluster', 'AWS::MSK::ServerlessCluster'] as const).flatMap((type) =>
    earlyWriters(host.graph, { arn, type, calls }, resource, host.permissions),
  );
}
