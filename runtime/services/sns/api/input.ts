import { notModelled } from '../../../gateway/service-error.ts';
import { invalid } from '../limits.ts';
import type { TopicAttribute, TopicMessage } from '../types.ts';

/** The fields of a form: names of lists and maps have numbers in them. */
export type Fields = Readonly<Record<string, string>>;

const understood = /^(Id|Message|MessageAttributes\..*|MessageGroupId|MessageStructure|Subject|TargetArn|TopicArn)$/;

/** The entries of a batch, each as the fields of a message. */
export function entriesIn(input: Fields): readonly Fields[] {
  const entries: Record<string, string>[] = [];
  for (const [name, value] of Object.entries(input)) {
    const [, number, field] = /^PublishBatchRequestEntries\.member\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (number !== undefined) (entries[Number(number) - 1] ??= {})[field!] = value;
  }
  return entries;
}

export function messageIn(fields: Fields): TopicMessage {
  const strange = Object.keys(fields).find((name) => !understood.test(name));
  if (strange !== undefined) throw notModelled(`The parameter ${strange} of SNS Publish`);
  const text = fields['Message'] ?? '';
  return {
    ...(fields['MessageStructure'] === 'json' ? structured(text) : { message: text }),
    subject: fields['Subject'],
    groupId: fields['MessageGroupId'],
    attributes: attributesIn(fields),
  };
}

/** SNS API reference, Publish, MessageStructure: a text for each protocol, and one for all others. */
function structured(text: string): Pick<TopicMessage, 'message' | 'byProtocol'> {
  let byProtocol: Record<string, string>;
  try {
    byProtocol = JSON.parse(text) as Record<string, string>;
  } catch {
    throw invalid('Message Structure - JSON message body failed to parse');
  }
  const message = byProtocol['default'];
  if (typeof message !== 'string') throw invalid('Message Structure - No default entry in JSON message body');
  return { message, byProtocol };
}

function attributesIn(fields: Fields): Record<string, TopicAttribute> {
  const attributes: Record<string, TopicAttribute> = {};
  for (let at = 1; fields[`MessageAttributes.entry.${at}.Name`] !== undefined; at++) {
    const value = (field: string): string | undefined => fields[`MessageAttributes.entry.${at}.Value.${field}`];
    const [text, binary] = [value('StringValue'), value('BinaryValue')];
    attributes[fields[`MessageAttributes.entry.${at}.Name`]!] = {
      DataType: value('DataType') ?? '',
      ...(text === undefined ? {} : { StringValue: text }),
      ...(binary === undefined ? {} : { BinaryValue: Buffer.from(binary, 'base64') }),
    };
  }
  return attributes;
}
