import type { BulkAction } from './bulk-action.ts';
import type { Cluster } from './cluster.ts';
import type { Versioning } from './documents/documents.ts';
import { isObject, parseExact, printedAs, textOfScalar, wholeNumber } from './exact-json.ts';
import { illegalArgument, notModelled, onlyKnown, Problem } from './problem.ts';

/** A fault that the network has for one item, in place of carrying it out. */
export type ItemFault = (action: BulkAction) => Problem | undefined;

export interface BulkResult {
  readonly took: number;
  readonly errors: boolean;
  readonly items: readonly object[];
}

/** Reads a bulk body. Throws for what makes OpenSearch refuse the whole request. */
export function bulkActionsOf(body: string, defaultIndex: string | undefined): BulkAction[] {
  if (body.trim() === '') throw new Problem(400, 'parse_exception', 'request body is required');
  if (!body.endsWith('\n')) throw illegalArgument('The bulk request must be terminated by a newline [\\n]');
  const lines = body.split('\n');
  const actions: BulkAction[] = [];
  for (let line = 0; line < lines.length - 1; line++) {
    if (lines[line]!.trim() === '') continue;
    const { operation, target } = actionLineOf(lines[line]!, line + 1);
    const source = operation === 'delete' ? '' : lines[++line];
    if (source === undefined || line === lines.length - 1) {
      throw illegalArgument('The bulk request must be terminated by a newline [\\n]');
    }
    actions.push(checkedAction(operation, target, source, defaultIndex));
  }
  return actions;
}

/** Carries the actions out one by one; what goes wrong with one does not touch the others. */
export function runBulk(actions: readonly BulkAction[], cluster: Cluster, itemFault: ItemFault): BulkResult {
  const ingested = throughPipelines(actions, cluster);
  const results = actions.map((sent, at) => {
    const outcome = ingested[at]!;
    const action = outcome instanceof Problem ? sent : outcome;
    const id = action.id ?? cluster.newDocumentId();
    try {
      if (outcome instanceof Problem) throw outcome;
      const fault = itemFault(action);
      if (fault) throw fault;
      return { [action.operation]: carryOut(action, id, cluster) };
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 501) throw error;
      return {
        [action.operation]: {
          _index: action.index,
          _id: id,
          status: error.status,
          error: itemError(error, action.index),
        },
      };
    }
  });
  const failed = (item: object) => Object.values(item).some((result: object) => 'error' in result);
  return { took: 1, errors: results.some(failed), items: results };
}

/** What the pipelines of their indexes make of the documents, in their order. */
function throughPipelines(actions: readonly BulkAction[], cluster: Cluster): readonly (BulkAction | Problem)[] {
  const pipelineOf = ({ operation, index }: BulkAction) =>
    operation === 'delete' ? undefined : cluster.pipelineOf(index);
  const ingested = new Map<BulkAction, BulkAction | Problem>();
  for (const [pipeline, own] of Map.groupBy(actions, pipelineOf)) {
    if (pipeline === undefined || pipeline === '_none') continue;
    cluster.pipelines.run(pipeline, own).forEach((outcome, at) => ingested.set(own[at]!, outcome));
  }
  return actions.map((action) => ingested.get(action) ?? action);
}

function carryOut(action: BulkAction, id: string, cluster: Cluster): object {
  const index = cluster.writeTarget(action.index);
  if (id === '') throw illegalArgument('if _id is specified it must not be empty');
  const answer = (version: bigint, sequence: number, result: string, status: number) => ({
    _index: index.name,
    _id: id,
    _version: printedAs(version),
    result,
    _shards: { total: 1, successful: 1, failed: 0 },
    _seq_no: sequence,
    _primary_term: 1,
    status,
  });
  if (action.operation === 'delete') {
    const { found, version, sequence } = index.delete(id, action.versioning);
    return answer(version, sequence, found ? 'deleted' : 'not_found', found ? 200 : 404);
  }
  const { document, created } = index.write(id, action.source, action.versioning, action.operation === 'create');
  return answer(document.version, document.sequence, created ? 'created' : 'updated', created ? 201 : 200);
}

function actionLineOf(line: string, number: number): { operation: string; target: Record<string, unknown> } {
  const malformed = (found: string) =>
    illegalArgument(
      `Malformed action/metadata line [${number}], expected START_OBJECT or END_OBJECT but found [${found}]`,
    );
  let parsed: unknown;
  try {
    parsed = parseExact(line);
  } catch (error) {
    throw new Problem(400, 'json_parse_exception', (error as Error).message);
  }
  if (!isObject(parsed)) throw malformed('VALUE');
  const [entry, ...more] = Object.entries(parsed);
  if (entry === undefined || more.length > 0) throw malformed('FIELD_NAME');
  if (!isObject(entry[1])) throw malformed('VALUE');
  return { operation: entry[0], target: entry[1] };
}

function checkedAction(
  operation: string,
  target: Record<string, unknown>,
  source: string,
  defaultIndex: string | undefined,
): BulkAction {
  if (operation === 'update') {
    if ('version_type' in target || 'version' in target) {
      throw illegalArgument(
        'Update requests do not support versioning. Please use `if_seq_no` and `if_primary_term` instead',
      );
    }
    throw notModelled('bulk operation [update]');
  }
  if (operation !== 'index' && operation !== 'create' && operation !== 'delete') {
    throw illegalArgument(
      `Malformed action/metadata line, expected field [create], [delete], [index] or [update] but found [${operation}]`,
    );
  }
  onlyKnown(`bulk action [${operation}]`, target, ['_index', '_id', 'version', 'version_type']);
  const index = target._index === undefined ? defaultIndex : textOfScalar(target._index);
  if (index === undefined) throw validation('index is missing');
  const id = target._id === undefined || target._id === null ? undefined : textOfScalar(target._id);
  if (id !== undefined && Buffer.byteLength(id) > 512) {
    throw validation(`id [${id}] is too long, must be no longer than 512 bytes but was: ${Buffer.byteLength(id)}`);
  }
  if (operation === 'delete' && !id) throw validation('id is missing');
  return { operation, index, id, versioning: versioningOf(operation, id, target), source };
}

/** Seen on OpenSearch 3.8: what does not go together with a version fails the whole request. */
function versioningOf(operation: string, id: string | undefined, target: Record<string, unknown>): Versioning {
  const { version, version_type: type = 'internal' } = target;
  if (type === 'internal') {
    if (version === undefined) return { type };
    throw validation(
      'internal versioning can not be used for optimistic concurrency control. Please use `if_seq_no` and `if_primary_term` instead',
    );
  }
  if (type !== 'external' && type !== 'external_gte') {
    throw illegalArgument(`No version type match [${textOfScalar(type)}]`);
  }
  if (operation === 'create') throw validation('create operations only support internal versioning. use index instead');
  if (id === undefined) throw validation('an id must be provided if version type or value are set');
  const number = wholeNumber(version);
  if (number !== undefined && number >= 2n ** 63n)
    throw illegalArgument(`Value [${number}] is out of range for a long`);
  if (number === undefined || number < 0n) {
    throw validation(`illegal version value [${textOfScalar(version)}] for version type [${type.toUpperCase()}]`);
  }
  return { type, version: number };
}

const validation = (reason: string): Problem =>
  new Problem(400, 'action_request_validation_exception', `Validation Failed: 1: ${reason};`);

/** A version conflict names its place. */
const itemError = (problem: Problem, index: string): object =>
  problem.status === 409 ? { ...problem.toJSON(), index, shard: '0', index_uuid: '_na_' } : problem.toJSON();
