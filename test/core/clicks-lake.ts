import { choice, text } from '../../generators/core/option.ts';
import { defineUseCase, type AnyUseCase } from '../../generators/core/use-case.ts';

/** A use case that exists in tests only: conditions within conditions, and a refusal across the two. */
export const clicksLake: AnyUseCase = defineUseCase({
  id: 'clicks-lake',
  title: 'Clicks into a lake',
  flow: 'API -> Kinesis -> S3',
  options: {
    format: choice({
      title: 'File format',
      choices: { parquet: 'columns, cheap to query', json: 'lines, easy to read' },
      default: 'parquet',
    }),
    codec: choice({
      title: 'Compression',
      choices: { snappy: 'fast', zstd: 'small' },
      default: 'snappy',
      when: { format: 'parquet' },
    }),
    level: text({
      title: 'Level',
      pattern: /^\d{1,2}$/,
      expected: 'a number from 1 to 22',
      maxLength: 2,
      answer: 'required',
      when: { format: 'parquet', codec: 'zstd' },
    }),
  },
  refuse: [{ where: { format: 'json', devRegion: 'eu-west-1' }, because: 'lines are not to be had in Ireland' }],
  events: { click: { kind: 'source', shipped: 'product' } },
  blocks: () => ['change-stream'],
  view: () => ({}),
});
