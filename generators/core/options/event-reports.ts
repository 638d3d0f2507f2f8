import { choice, text } from '../option.ts';

/** Who gets a dashboard of Quick Sight. Block: quicksight. */
export const dashboardPrincipal = text({
  title: 'ARN of the user or group of Amazon Quick Sight that gets a dashboard',
  description:
    'The account needs a subscription to Quick Sight, which costs from 3 USD a reader and month. Leave it empty for no dashboard; infra/dashboard-settings.ts has one for each stage.',
  pattern:
    /^arn:aws(?:-cn|-us-gov)?:quicksight:[a-z0-9-]+:\d{12}:(?:user|group)\/[A-Za-z0-9_-]+\/[A-Za-z0-9._/@+=-]{1,200}$/,
  expected: 'arn:aws:quicksight:REGION:ACCOUNT:user/default/NAME, or group/default/NAME',
  maxLength: 400,
  answer: 'optional',
});

/** A place to try things out on curated events. Block: notebook. */
export const notebook = choice({
  title: 'Notebook of SageMaker over curated events',
  choices: {
    no: 'none',
    yes: 'an ml.t3.medium, 0.05 USD an hour while it runs, and 0.88 USD an hour while a session of Glue is open; it stops after an hour without work',
  },
  default: 'no',
});
