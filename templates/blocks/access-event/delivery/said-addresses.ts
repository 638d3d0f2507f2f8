import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { addressForm, asWritten } from './address-form.ts';
import type { Expected } from './logs/log-kind.ts';

type Form = (address: string) => string;

/** The members of a flow that are addresses as well. */
const ofFlows = ['host'];
const beside = ['pkt-srcaddr', 'pkt-dstaddr', 'forwardedFor'];

/** What an event should say of the addresses in it, in the form that the project allows. */
export function saidOf(place: Place, source: string, members: Expected): Expected {
  if (asWritten) return members;
  const form = addressForm(place);
  const names = ['client', ...(source === 'vpc-flow' ? ofFlows : [])];
  const { extra } = members;
  return {
    ...changed(members, names, (text) => said(text, form)),
    extra:
      typeof extra === 'object' && extra !== null
        ? changed(extra as Expected, beside, (text) => replaced(text, form))
        : extra,
  };
}

const changed = (members: Expected, names: readonly string[], change: (text: string) => string | undefined): Expected =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      names.includes(name) && typeof value === 'string' ? change(value) : value,
    ]),
  );

/** Samples have lists of addresses, brackets and ports, small and capital letters, mapped IPv4, and words that are none. */
const written = /^(\[?)(.*?[.:].*?)(\]:\d+|(?<=\.\d+):\d+)?$/;

/** The addresses alone, as a member says them; undefined for none. */
function said(text: string, form: Form): string | undefined {
  const all = text.split(', ').flatMap((part) => {
    const address = written.exec(part)?.[2];
    return address === undefined ? [] : [form(normal(address))];
  });
  return all.length === 0 ? undefined : all.join(', ');
}

/** The text with its addresses replaced, as extra has it. */
const replaced = (text: string, form: Form): string =>
  text
    .split(', ')
    .map((part) =>
      part.replace(written, (_, open: string, address: string, rest = '') => `${open}${form(normal(address))}${rest}`),
    )
    .join(', ');

const normal = (address: string): string => address.toLowerCase().replace(/^::ffff:/, '');
