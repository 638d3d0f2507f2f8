import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyUseCase } from '../../generators/core/use-case.ts';

/** What the templates depend on besides their use cases: where repositories are made, and where this one can be read. */
export interface Publication {
  /** The host of the repositories that templates make, as in an address. */
  host: string;
  /** The address of the repository that has this documentation. */
  documentation: string;
}

const { homepage } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
  homepage: string;
};

/** Templates as they are published: for GitHub, with the documentation that package.json names. */
export const onGitHub: Publication = { host: 'github.com', documentation: homepage.replace(/#.*/, '') };

/** The page about a use case: when to choose it, what it costs, its limits. */
export const useCasePage = ({ documentation }: Publication, { id }: AnyUseCase): string =>
  `${documentation}/blob/main/docs/use-cases/${id}.md`;

export const optionsPage = ({ documentation }: Publication): string =>
  `${documentation}/blob/main/docs/reference/options.md`;

/** How to write the JSON Schema of an event. */
export const eventPage = ({ documentation }: Publication): string =>
  `${documentation}/blob/main/docs/guide.md#your-own-event`;
