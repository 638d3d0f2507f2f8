import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import samples from '../../contract/derived/click-event-samples.json' with { type: 'json' };
import { clickEventProblems } from '../../contract/derived/click-event.ts';
import { heavyTailed, pick, upTo, type Random } from './draw.ts';
import { crawler, shopper, type Shopper } from './shopper.ts';
import { crawl, visit, type Action } from './visit.ts';

/** An event as its producer sends it. */
export interface SentClick {
  user: string;
  event: Readonly<Record<string, unknown>>;
}

interface Session {
  id: string;
  who: Shopper;
  actions: Generator<Action, void>;
}

/** Sessions that go on at once: that of the crawler, and those of people. */
const sessionsAtOnce = 25;
const people = 2_000;
/** Shares of the events: sent again at once, or later than they happened. */
const [repeated, heldBack] = [0.02, 0.05];
/** Milliseconds that a device is without a network: seconds most of the time, and now and then longer than any analysis waits. */
const offline = (random: Random): number => Math.min(20 * 60_000, heavyTailed(random, 0.35) * 1_000);
/** Events that wait at once. */
const mostWaiting = 200;

/** An event of a device without a network. */
interface Waiting {
  click: SentClick;
  /** Milliseconds of Unix time. */
  until: number;
}

/**
 * Click events without end, in the order in which producers send them; the same seed gives the same, but for the times. A few people
 * are there often and most of them rarely, pages load in bursts, a crawler reads product after product, devices without a network send
 * their events later and in any order, and producers that got no answer send an event again, with the same `event_id`.
 */
export function* clickEvents(seed: number, now: () => number): Generator<SentClick, never> {
  const random = seededRandom(seed);
  // a clock that does not run at the speed of real time shows fractions
  const instant = (): number => Math.floor(now());
  const known = new Map<number, Shopper>();
  const sessions: Session[] = [{ id: 'crawl', who: crawler, actions: crawl(random) }];
  const later: Waiting[] = [];
  let count = 0;
  for (;;) {
    while (sessions.length < sessionsAtOnce) sessions.push(sessionOf(random, known, ++count));
    const at = upTo(random, sessions.length);
    const session = sessions[at]!;
    for (let left = burst(random, session); left > 0; left--) {
      const next = session.actions.next();
      if (next.done) {
        sessions.splice(at, 1);
        break;
      }
      const click = fitting(sent(session, next.value, `${seed}-${++count}`, instant()), count);
      if (random() < heldBack && later.length < mostWaiting) later.push({ click, until: instant() + offline(random) });
      else yield click;
      if (random() < repeated) yield click;
    }
    const back = later.findIndex(({ until }) => until <= instant());
    if (back >= 0) yield sentNow(later.splice(back, 1)[0]!.click, instant());
  }
}

function sessionOf(random: Random, known: Map<number, Shopper>, nth: number): Session {
  const number = heavyTailed(random, 0.35) % people;
  const who = known.get(number) ?? shopper(random, number);
  known.set(number, who);
  return { id: `session-${nth}`, who, actions: visit(random, who) };
}

const burst = (random: Random, { who }: Session): number =>
  who === crawler ? (random() < 0.2 ? 30 : 0) : pick(random, [1, 1, 1, 2, 5]);

const sent = ({ id, who, actions: _ }: Session, action: Action, nth: string, at: number): SentClick => ({
  user: who.user_id,
  event: { event_id: `click-${nth}`, ...action, event_time: at, sent_time: at, ...who, session_id: id },
});

/** By the clock of the device, too. */
const sentNow = ({ user, event }: SentClick, at: number): SentClick => ({
  user,
  event: 'sent_time' in event ? { ...event, sent_time: at } : event,
});

/** Where the contract is another one than that of these events, its own samples stand for them. */
const fitting = (click: SentClick, nth: number): SentClick =>
  clickEventProblems(click.event).length === 0
    ? click
    : { ...click, event: samples[nth % samples.length] as SentClick['event'] };
