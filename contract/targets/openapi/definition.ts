import type { Contract } from '../../contract.ts';
import type { SearchLimits } from '../../library.ts';
import { answerSchemas } from './answers.ts';
import { searchParameters, suggestParameters } from './parameters.ts';
import { searchNames } from '../opensearch/search-names.ts';

/** Who may call the search API. */
export interface ApiCallers {
  /** A security scheme of OpenAPI. */
  scheme: object;
  /** What anybody else is answered: status -> when. */
  refusals: Record<string, string>;
}

/** The OpenAPI definition of the search API (processors/search-api/) over the items of a contract. */
export function definition(contract: Contract, { scheme, refusals }: ApiCallers, limits: SearchLimits): object {
  const names = searchNames(contract);
  const otherwise = {
    '400': response('Refused'),
    ...Object.fromEntries(Object.entries(refusals).map(([status, when]) => [status, answer(when, 'Message')])),
    '429': response('TooMany'),
    '500': response('Failed'),
    '503': response('Unavailable'),
  };
  const search = {
    operationId: 'search',
    summary: 'Finds items, and counts values among them.',
    parameters: searchParameters(names, limits),
    responses: { '200': answer('What was found, if anything.', 'SearchResults'), ...otherwise },
  };
  const suggest = {
    operationId: 'suggest',
    summary: 'Completes what somebody types.',
    parameters: suggestParameters(names, limits),
    responses: { '200': answer('Texts that complete it, if any.', 'Suggestions'), ...otherwise },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: `${contract.title} search`,
      version: '1.0.0',
      description: `Full text, filters, facets, sorting, paging and completion. ${contract.description ?? ''}`.trim(),
    },
    servers: [
      {
        url: '{searchUrl}',
        variables: {
          searchUrl: { default: 'https://search.example.com', description: 'The output SearchUrl of the stack.' },
        },
      },
    ],
    security: [{ caller: [] }],
    paths: {
      '/search': { get: search },
      // where no field is completed, every request would be refused
      ...(names.suggest.length > 0 ? { '/suggest': { get: suggest } } : {}),
    },
    components: {
      securitySchemes: { caller: scheme },
      schemas: answerSchemas(contract, names, limits),
      responses: {
        Refused: answer('The request cannot be understood: all the reasons.', 'Refused'),
        TooMany: answer('More requests than the API takes at once.', 'Message'),
        Failed: answer('It failed, and not because of the request.', 'Message'),
        Unavailable: {
          ...answer('The engine cannot answer now, or took too long.', 'Message'),
          headers: { 'Retry-After': { description: 'Come back after so many seconds.', schema: { type: 'integer' } } },
        },
      },
    },
  };
}

const response = (name: string) => ({ $ref: `#/components/responses/${name}` });

const answer = (description: string, schema: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});
