import { choice, text } from '../option.ts';

/** How click events come in. */
export const ingest = choice({
  title: 'Where click events come from',
  choices: {
    kafka: 'a topic of a Kafka cluster that you run, through a bridge that keeps the order of each user',
    http: 'browsers and apps, which send them to an HTTP API: no function, and nothing that runs when nobody clicks',
  },
  default: 'kafka',
});

const origin = String.raw`https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?`;

export const allowedOrigins = text({
  title: 'Origins of the web pages that may send events, separated by commas',
  description: 'infra/config.ts has them for each stage. Browsers of other pages do not send.',
  pattern: new RegExp(`^${origin}(?:,${origin}){0,19}$`),
  expected:
    'one to 20 origins in lower case without a path, such as https://www.example.com,https://shop.example.com:8443',
  maxLength: 1000,
  answer: { default: 'https://www.example.com' },
  isExample: true,
  when: { ingest: 'http' },
});
