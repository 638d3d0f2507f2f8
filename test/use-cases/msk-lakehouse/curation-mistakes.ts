import type { Mistake } from '../../../scripts/prove/mistake.ts';

const curation = 'delivery/curation/';

/** Mistakes of what makes curated events of the raw zone. */
export const curationMistakes: readonly Mistake[] = [
  {
    mistake: 'leaves out events that come late',
    file: `${curation}hour.ts`,
    find: '    seen.add(event);\n',
    replace: '    if (day < lateBefore(hour)) continue;\n    seen.add(event);\n',
  },
  {
    mistake: 'leaves out rows that break a rule',
    file: `${curation}hour.ts`,
    find: '      found.quarantined.push(',
    replace: '      [].push(',
  },
  {
    mistake: 'quarantines rows without their text',
    file: `${curation}hour.ts`,
    find: '...origin, line });',
    replace: '...origin, line: null });',
  },
  {
    mistake: 'quarantines the beginning of a text alone',
    file: `${curation}hour.ts`,
    find: '...origin, line });',
    replace: '...origin, line: line?.slice(0, 100) ?? null });',
  },
  {
    mistake: 'quarantines rows without a reason',
    file: `${curation}hour.ts`,
    find: "reasons: reasons.join('; ')",
    replace: "reasons: ''",
  },
  {
    mistake: 'takes an event for a repetition that its own hour has brought in an earlier run',
    file: `${curation}run.ts`,
    find: "key.split('/hour=')[1]!.split('/')[0]! < hour",
    replace: "key.split('/hour=')[1]!.split('/')[0]! <= hour",
  },
  {
    mistake: 'takes changes of an entity for repetitions',
    file: `${curation}hour.ts`,
    find: 'const event = `${day} ${eventId}`;',
    replace: 'const event = `${day} ${row.entity_id}`;',
  },
  {
    mistake: 'takes a row for a repetition of a row that is quarantined',
    file: `${curation}hour.ts`,
    find: '    if (reasons.length > 0 || eventId === null || time === null) {\n',
    replace:
      '    if (reasons.length > 0 || eventId === null || time === null) {\n      if (time !== null) seen.add(`${dayOf(time)} ${eventId}`);\n',
  },
  {
    mistake: 'tells records apart by their offsets, whatever their partition',
    file: `${curation}hour.ts`,
    find: 'const record = `${topic} ${partition} ${offset}`;',
    replace: 'const record = `${topic} ${offset}`;',
  },
  {
    mistake: 'puts events below the day of their arrival',
    file: `${curation}hour.ts`,
    find: 'const day = dayOf(time);',
    replace: 'const day = hour.slice(0, 10);',
  },
  {
    mistake: 'writes one day of an hour alone',
    file: `${curation}run.ts`,
    find: 'Map.groupBy(curated, (row) => row.day)) {',
    replace: '[...Map.groupBy(curated, (row) => row.day)].slice(0, 1)) {',
  },
  {
    mistake: 'reads one object of an hour alone',
    file: `${curation}run.ts`,
    find: 'rowsAt(objects, [...sources.keys()])',
    replace: 'rowsAt(objects, [...sources.keys()].slice(0, 1))',
  },
  {
    mistake: 'does not curate an hour again that has got more objects',
    file: `${curation}due.ts`,
    find: 'if (record?.digest !== digestOf(',
    replace: 'if (record === undefined && undefined !== digestOf(',
  },
  {
    mistake: 'curates amounts as doubles have them',
    file: `${curation}row.ts`,
    find: "const digits = BigInt(whole + fraction.padEnd(4, '0'));",
    replace: 'const digits = BigInt(Math.round(Number(`${whole}.${fraction}`) * 10_000));',
  },
  {
    mistake: 'curates texts that the warehouse does not take',
    file: `${curation}rules.ts`,
    find: '> widths[column])',
    replace: '> 10 * widths[column])',
  },
];
