import { isObject } from './problem.ts';
import { identifier } from './place.ts';
import type { NameRule, Place } from '../contracts/template.ts';

/** Most types call it Name, or after themselves: TopicName of a Topic. */
function guessedRule(type: string, properties: Readonly<Record<string, unknown>>): NameRule {
  const own = `${type.split('::').at(-1)}Name`;
  return { property: typeof properties[own] === 'string' ? own : 'Name', most: 255 };
}

/** The physical name: the template's own, else one made of stack and logical id, cut to what the service takes. */
export function physicalName(
  type: string,
  id: string,
  properties: Readonly<Record<string, unknown>>,
  place: Place,
  known: NameRule | undefined,
): string {
  const rule = known ?? guessedRule(type, properties);
  const given = properties[rule.property];
  if (typeof given === 'string' && given !== '') return given;
  const whole = cased(`${place.stackName}-${id}`, rule);
  const suffix = rule.fifo && isFifo(properties) ? '.fifo' : '';
  const room = rule.most - suffix.length;
  if (whole.length <= room) return whole + suffix;
  const unique = `-${identifier(place, id, 8, 36)}`;
  return whole.slice(0, room - unique.length) + unique + suffix;
}

const cased = (name: string, { lower }: NameRule): string => (lower ? name.toLowerCase() : name);
const isFifo = (properties: Readonly<Record<string, unknown>>): boolean =>
  isObject(properties) && String(properties['FifoQueue'] ?? properties['FifoTopic']) === 'true';
