import type { BulkAction } from './bulk-action.ts';
import { isObject, parseExact, textOfScalar } from './exact-json.ts';
import { illegalArgument, notModelled, onlyKnown, Problem } from './problem.ts';

/** A document on its way through a pipeline. */
interface Ingested {
  index: string;
  id: string | undefined;
  source: Record<string, unknown>;
}

type Processor = (document: Ingested) => void;

interface Pipeline {
  readonly body: object;
  readonly processors: readonly Processor[];
}

/** Ingest pipelines (OpenSearch guide, ingest-pipelines), with the processors that name documents and indexes. */
export class IngestPipelines {
  readonly #pipelines = new Map<string, Pipeline>();

  put(name: string, body: Record<string, unknown>): void {
    onlyKnown(`ingest pipeline [${name}]`, body, ['description', 'processors']);
    const { processors } = body;
    if (!Array.isArray(processors))
      throw new Problem(400, 'parse_exception', '[processors] required property is missing');
    this.#pipelines.set(name, { body, processors: processors.map(processorOf) });
  }

  get(name: string): object | undefined {
    return this.#pipelines.get(name)?.body;
  }

  /** What a pipeline makes of the documents of one request: each an action, or the problem that it ends with. */
  run(name: string, actions: readonly BulkAction[]): readonly (BulkAction | Problem)[] {
    const pipeline = this.#pipelines.get(name);
    if (!pipeline) return actions.map(() => illegalArgument(`pipeline with id [${name}] does not exist`));
    // seen on OpenSearch 3.8: one document that is no JSON fails all that go through pipelines with it
    if (actions.some(({ source }) => !isJsonObject(source))) return actions.map(() => notContent);
    return actions.map((action) => ingested(action, pipeline));
  }
}

const notContent = new Problem(
  400,
  'not_x_content_exception',
  'Compressor detection can only be called on some xcontent bytes or compressed xcontent bytes',
);

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

function ingested(action: BulkAction, { processors }: Pipeline): BulkAction | Problem {
  const document: Ingested = {
    index: action.index,
    id: action.id,
    source: parseExact(action.source) as Record<string, unknown>,
  };
  try {
    for (const process of processors) process(document);
  } catch (error) {
    if (error instanceof Problem && error.status !== 501) return error;
    throw error;
  }
  const { index, id, source } = document;
  return { ...action, index, id, source: JSON.stringify(source) };
}

function processorOf(definition: unknown): Processor {
  const [entry, ...more] = isObject(definition) ? Object.entries(definition) : [];
  if (!entry || more.length > 0 || !isObject(entry[1]))
    throw new Problem(400, 'parse_exception', 'a processor has one name');
  const [name, settings] = entry;
  const make = processors[name];
  if (!make) throw notModelled(`ingest processor [${name}]`);
  return make(settings);
}

type Settings = Record<string, unknown>;

const processors: Readonly<Record<string, (settings: Settings) => Processor>> = {
  /** Guide, processors/set; here, of the id alone. */
  set(settings) {
    onlyKnown('processor [set]', settings, ['field', 'value']);
    const { field, value } = settings;
    if (field !== '_id') throw notModelled(`ingest processor [set] of [${textOfScalar(field)}]`);
    const template = textOfScalar(value);
    return (document) => {
      document.id = template.replaceAll(/\{\{\{(\w+)\}\}\}/g, (_, name: string) => textOf(document.source[name]));
    };
  },

  /** Guide, processors/date-index-name; here, of months. */
  date_index_name(settings) {
    onlyKnown('processor [date_index_name]', settings, [
      'field',
      'date_formats',
      'date_rounding',
      'index_name_prefix',
      'index_name_format',
    ]);
    const { field, date_formats: formats, date_rounding: rounding, index_name_format: format } = settings;
    if (String(formats) !== 'ISO8601' || rounding !== 'M' || format !== 'yyyy-MM')
      throw notModelled('ingest processor [date_index_name] but for ISO8601, months and yyyy-MM');
    const name = textOfScalar(field);
    const prefix = settings['index_name_prefix'] === undefined ? '' : textOfScalar(settings['index_name_prefix']);
    return (document) => {
      const value = document.source[name];
      if (value === undefined) throw illegalArgument(`field [${name}] not present as part of path [${name}]`);
      const at = Date.parse(textOfScalar(value));
      if (Number.isNaN(at)) throw illegalArgument(`unable to parse date [${textOfScalar(value)}]`);
      document.index = prefix + new Date(at).toISOString().slice(0, 7);
    };
  },

  /** Guide, processors/remove. */
  remove(settings) {
    onlyKnown('processor [remove]', settings, ['field', 'ignore_missing']);
    const name = textOfScalar(settings['field']);
    return ({ source }) => {
      if (!(name in source) && settings['ignore_missing'] !== true)
        throw illegalArgument(`field [${name}] doesn't exist`);
      delete source[name];
    };
  },
};

/** A template writes nothing for what is not there. */
const textOf = (value: unknown): string => (value === undefined || value === null ? '' : textOfScalar(value));
