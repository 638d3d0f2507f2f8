import { CustomResource, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import { itemName } from '../../contract/derived/item.ts';
import { indexTemplate } from '../../processors/index-setup/index-definition.ts';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction, ProcessorFunctionProps } from './processor-function.ts';
import type { SearchOperation } from './search-operation.ts';
import type { Search } from './search.ts';

/**
 * The index of the items: template, index and alias, set by a function of the deployment, because CloudFormation knows
 * neither templates nor aliases. The deployment fails where a mapping cannot be changed in place.
 */
export class SearchIndex extends Construct {
  readonly #search: Search;
  readonly #setup: CustomResource;

  constructor(scope: Construct, id: string, { stage, search }: { stage: Stage; search: Search }) {
    super(scope, id);
    this.#search = search;
    const setup = this.#client(this, 'Setup', ['define'], {
      stage,
      processor: 'index-setup',
      // a collection that wakes up, and an access policy that is not yet in force, take minutes
      timeout: Duration.minutes(10),
      memorySize: 256,
      environment: {},
    });
    this.#setup = new CustomResource(this, 'Definition', {
      resourceType: 'Custom::SearchIndex',
      serviceToken: setup.function.functionArn,
      serviceTimeout: Duration.minutes(11),
      // What it sets, and where: CloudFormation runs it again when one of these changes, and at no other time.
      properties: {
        Alias: itemName,
        Definition: createHash('sha256')
          .update(JSON.stringify(indexTemplate(itemName)))
          .digest('hex'),
        Endpoint: search.endpoint,
      },
    });
    this.#setup.node.addDependency(search.ready);
  }

  /** A function that uses the index, made after the index is there. */
  client(
    scope: Construct,
    id: string,
    operations: readonly SearchOperation[],
    props: ProcessorFunctionProps,
  ): ProcessorFunction {
    const client = this.#client(scope, id, operations, props);
    client.function.node.addDependency(this.#setup);
    return client;
  }

  #client(
    scope: Construct,
    id: string,
    operations: readonly SearchOperation[],
    props: ProcessorFunctionProps,
  ): ProcessorFunction {
    return this.#search.client(
      scope,
      id,
      { index: itemName, operations },
      {
        ...props,
        environment: { ...props.environment, SEARCH_ALIAS: itemName },
      },
    );
  }
}
