import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Whom a channel can be named after (processors/push/channel.ts). */
const userId = /^[A-Za-z0-9-]{1,50}$/;

/** What a page gets when a user signs in: their token, and where offers are pushed to and listed. */
export const signInProbe = ({ find, outputs }: Place): Probe => ({
  id: 'sign-in',
  title: 'Sign in',
  label: 'The id of a user, as in their clicks',
  placeholder: 'user-1',
  action: 'Sign in',
  acts: true,
  ask: async (_, input) => {
    const failed = !userId.test(input);
    const raw = failed
      ? {}
      : {
          token: find('userPool', output(outputs, 'UserPoolId')).idToken(input),
          // a run on this machine has no certificate
          realtime: `ws://${output(outputs, 'OfferEventsRealtime')}/event/realtime`,
          host: output(outputs, 'OfferEventsHttp'),
          offers: output(outputs, 'OffersUrl'),
        };
    const summary = failed ? 'Expected 1 to 50 letters, digits and hyphens' : `${input} has signed in`;
    return { summary, failed, rows: [], raw };
  },
  problems: async () => [],
});
