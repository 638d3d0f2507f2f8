import type { LocalStack } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { resultsIn } from './results.ts';

/** On the clock of the run: the table may refuse a request now and then. */
const patience = 120_000;
/** However slow this machine is. */
const fewestAttempts = 10;
/** Users that a check asks for. */
const mostUsers = 5;

interface Listed {
  status: number;
  ids: string[];
  problem?: string;
}

/** The API of offers, asked as a user who has signed in. */
export const offersProbe = (place: Place): Probe => ({
  id: 'offers',
  title: 'Offers',
  label: 'A user; leave it empty for one with an offer',
  placeholder: 'user-1',
  action: 'List',
  ask: async (_, input) => {
    const user = input === '' ? (resultsIn(place).offers.at(-1)?.user ?? 'nobody') : input;
    const { status, body } = await listed(place, user, 'offers', 'limit=100');
    const raw = JSON.parse(body) as { offers?: { rule: string; window: number; subject: string }[] };
    const rows = (raw.offers ?? []).map(({ rule, window, subject }) => ({
      from: new Date(window).toISOString(),
      rule,
      about: subject,
    }));
    const summary = status === 200 ? `${rows.length} offers of ${user}` : `The API returned status ${status}`;
    return { summary, failed: status !== 200, rows, raw };
  },
  problems: async (stack) => {
    const { offers, sessions } = resultsIn(place);
    const users = [...new Set([...offers, ...sessions].map(({ user }) => user))].slice(-mostUsers);
    const problems: string[] = [];
    for (const user of users)
      for (const kind of ['offers', 'sessions'] as const) {
        const mine = (kind === 'offers' ? offers : sessions).filter((each) => each.user === user).length;
        const { status, ids, problem } = await allOf(stack, place, user, kind, mine);
        if (status !== 200) problems.push(`The API returned status ${status} for ${kind} of ${user}: ${problem ?? ''}`);
        else if (ids.length !== mine || new Set(ids).size !== mine)
          problems.push(`The API lists ${ids.length} ${kind} of ${user}, and the table has ${mine}`);
      }
    return problems;
  },
});

/** A page of what a user has. Nothing else than a token says who asks. */
async function listed({ find, outputs }: Place, user: string, kind: string, query: string) {
  const token = find('userPool', output(outputs, 'UserPoolId')).idToken(user);
  const response = await fetch(`${output(outputs, 'OffersUrl')}/me/${kind}?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: await response.text() };
}

/** The whole list, once it is as long as it has to be: a read that is eventually consistent may miss what was just written. */
async function allOf(stack: LocalStack, place: Place, user: string, kind: string, length: number): Promise<Listed> {
  const until = stack.clock.now() + patience;
  let found = await everyPage(stack, place, user, kind);
  while (found.status === 200 && found.ids.length < length && stack.clock.now() < until) {
    await stack.clock.sleep(1_000);
    found = await everyPage(stack, place, user, kind);
  }
  return found;
}

/** All pages, of a few each. A page that is refused is asked for again, for as long as a fault may refuse it. */
async function everyPage({ clock }: LocalStack, place: Place, user: string, kind: string): Promise<Listed> {
  const until = clock.now() + patience;
  const ids: string[] = [];
  let next: string | null = '';
  let attempt = 0;
  while (next !== null) {
    const { status, body } = await listed(place, user, kind, `limit=3${next === '' ? '' : `&next=${next}`}`);
    if (status !== 200) {
      if (++attempt >= fewestAttempts && clock.now() > until) return { status, ids, problem: body };
      await clock.sleep(1_000);
      continue;
    }
    const page = JSON.parse(body) as Record<string, { id: string }[]> & { next: string | null };
    ids.push(...page[kind]!.map(({ id }) => id));
    next = page.next;
  }
  return { status: 200, ids };
}
