import { text } from '../option.ts';
import { regions } from '../regions.ts';

const agnostic =
  'Leave it empty to decide at deployment: the deploy workflow reads it from the variables of the GitHub environment.';

export const account = (stage: 'dev' | 'prod') =>
  text({
    title: `AWS account of stage ${stage}`,
    description: agnostic,
    pattern: /^\d{12}$/,
    expected: 'the 12 digits of an AWS account',
    maxLength: 12,
    answer: 'optional',
  });

export const region = (stage: 'dev' | 'prod') =>
  text({
    title: `AWS region of stage ${stage}`,
    description: agnostic,
    pattern: /^[a-z]{2,4}(-[a-z]+)+-\d$/,
    expected: 'an AWS region such as eu-west-1',
    known: regions,
    maxLength: 25,
    answer: 'optional',
  });
