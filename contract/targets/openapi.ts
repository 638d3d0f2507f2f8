import { derivedPath, json, type Target } from '../target.ts';
import { definition, type ApiCallers } from './openapi/definition.ts';

/** The OpenAPI definition of the search API. Its settings say who may call it. */
export const openapi: Target = {
  library: ['search-limits.ts'],
  reads: [],
  demands: {},
  derive({ role, contract }, settings, library) {
    if (!isCallers(settings))
      return {
        problems: [
          'its target "openapi" in contract/index.json needs "scheme", a security scheme of OpenAPI, and "refusals", which says ' +
            'when a caller is answered with which status',
        ],
      };
    return {
      files: [
        {
          path: derivedPath(role, '-openapi.json'),
          text: json(definition(contract, settings, library.searchLimits())),
        },
      ],
      notes: [],
    };
  },
};

const isCallers = (settings: unknown): settings is ApiCallers =>
  ['scheme', 'refusals'].every((name) => {
    const value = (settings as Record<string, unknown> | null)?.[name];
    return typeof value === 'object' && value !== null;
  });
