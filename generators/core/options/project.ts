import { text, type Options } from '../option.ts';
import { account, region } from './environment.ts';

/** What every project is asked, whatever its use case. */
export const projectOptions = {
  name: text({
    title: 'Project name',
    description: 'Names the folder, the npm package, the CloudFormation stacks and the AWS resources.',
    pattern: /^[a-z](-?[a-z0-9]){2,25}$/,
    expected:
      'a lower-case letter, then lower-case letters, digits and single hyphens: 3 to 26 characters (AWS names a search collection after it)',
    maxLength: 26,
    isName: true,
    answer: 'required',
  }),
  description: text({
    title: 'Description',
    description: 'One sentence for the README, package.json and the software catalog.',
    // neither control characters nor the invisible ones that reorder text (Unicode TR36, section 3)
    pattern: /^(?![\s])[^\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]*[^\p{Cc}\p{Z}\p{Cs}]$/u,
    expected: 'one line of visible text, at most 200 characters',
    maxLength: 200,
    answer: 'optional',
  }),
  owner: text({
    title: 'Owner, a team or a person',
    description: 'The owner in the software catalog and in the tags of every AWS resource.',
    pattern: /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/,
    expected: 'a name such as data-platform, or a catalog reference such as group:default/data-platform',
    maxLength: 100,
    answer: 'optional',
  }),
  repository: text({
    title: 'GitHub repository',
    pattern: /^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}\/(?!\.\.?$)[A-Za-z0-9._-]+$/,
    expected: 'OWNER/NAME, such as acme/product-search',
    maxLength: 140,
    answer: 'optional',
  }),
  alarmEmail: text({
    title: 'E-mail address for alarms',
    description:
      'Receives the alarms of both stages. AWS asks the recipient to confirm the subscription of each stage once.',
    pattern: /^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
    expected: 'an e-mail address',
    maxLength: 254,
    answer: 'optional',
  }),
  devAccount: account('dev'),
  devRegion: region('dev'),
  prodAccount: account('prod'),
  prodRegion: region('prod'),
} satisfies Options;

/** Recorded by a Backstage portal, never asked. Backstage finds the projects of a template by this text, in lower case. */
export const scaffoldedFrom = text({
  title: 'Backstage template that the project was made from',
  pattern: /^template:[a-z0-9._-]{1,63}\/[a-z0-9._-]{1,63}$/,
  expected: 'the full reference of a Backstage template, such as template:default/dynamodb-search',
  maxLength: 136,
  answer: 'optional',
});
