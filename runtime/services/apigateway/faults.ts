import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

const strikes = ['AWS::ApiGatewayV2::Integration'];
/** Integrations with a service, and not with a function, name what they ask it to do. */
const having = 'IntegrationSubtype';

export const faults = {
  'api.throttled': {
    rate: 0.04,
    sightings: 1,
    title: 'API answers 429',
    explanation: 'API Gateway has more requests than it takes and refuses one. Nothing is written.',
    source: 'API Gateway guide, page: http-api-throttling: limits are applied on a best-effort basis, with 429',
    strikes,
    having,
  },
  'api.answer-lost': {
    rate: 0.04,
    sightings: 1,
    title: 'API loses an answer',
    explanation: 'The service did what it was asked, and the caller gets 503. A retry does it again.',
    source: 'API Gateway guide, page: http-api-quotas: an integration that answers too late ends with 503',
    strikes,
    having,
  },
  'api.refusing': {
    ...lasting,
    title: 'API refuses all',
    explanation: 'Every request gets 429, as when others have used up what the account may send.',
    source: 'API Gateway guide, page: http-api-quotas: the rate of an account is shared by its APIs in a region',
    strikes,
    having,
  },
  'api.slow-behind': {
    ...lasting,
    title: 'Service answers late',
    explanation: 'The service behind an integration takes two seconds to answer. Everything else works.',
    source: 'API Gateway guide, page: http-api-quotas: an integration may take 30 seconds',
    strikes,
    having,
  },
} satisfies FaultDefinitions;
