import { Logger } from '@aws-lambda-powertools/logger';
import type { ScheduledHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { setting } from '../lib/settings.ts';
import { signedHeaders } from './signed-headers.ts';
import { visitAll } from './visit-all.ts';

const logger = new Logger();
const urls = setting('URLS').split(' ');
const signs = setting('SIGNS') === 'true';

const headersFor = (url: URL): Record<string, string> =>
  signs
    ? signedHeaders(url, {
        service: 'execute-api',
        region: setting('AWS_REGION'),
        accessKeyId: setting('AWS_ACCESS_KEY_ID'),
        secretAccessKey: setting('AWS_SECRET_ACCESS_KEY'),
        sessionToken: process.env['AWS_SESSION_TOKEN'],
        at: new Date(systemClock.now()),
      })
    : {};

/** Sends a request to each address, and logs how many got which answer. */
export const handler: ScheduledHandler = async (_event, context) => {
  logger.addContext(context);
  logger.info('visited', { answers: await visitAll(urls, { headersFor, fetch, clock: systemClock }) });
};
