import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mostCharacters, notebookFolder, onStart } from '../../infra/notebook-scripts.ts';
import { curatedTable } from '../../infra/curated-table.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

interface Cell {
  id: string;
  cell_type: 'code' | 'markdown';
  metadata: object;
  source: string[];
  execution_count?: null;
  outputs?: [];
}

const notebook = JSON.parse(readFileSync(join(notebookFolder, 'curated-events.ipynb'), 'utf8')) as {
  nbformat: number;
  nbformat_minor: number;
  metadata: { kernelspec: { name: string } };
  cells: Cell[];
};
const code = notebook.cells.filter((cell) => cell.cell_type === 'code').map(({ source }) => source.join(''));

describe('the notebook', () => {
  it('is a notebook of format 4.5 for the kernel of Glue, without outputs', () => {
    expect(notebook).toMatchObject({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: 'glue_pyspark' } },
    });
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
    for (const cell of notebook.cells) {
      expect(cell.id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
      expect(cell.source.length).toBeGreaterThan(0);
      const own = cell.cell_type === 'code' ? ['execution_count', 'outputs'] : [];
      expect(Object.keys(cell).toSorted()).toEqual(['cell_type', ...own, 'id', 'metadata', 'source'].toSorted());
      expect(cell.outputs ?? []).toEqual([]);
    }
  });

  it('ends its session by itself, and names columns that curated events have', () => {
    expect(code[0]).toMatch(/^%idle_timeout 30$/m);
    expect(code.at(-1)).toBe('%stop_session');
    const known = [...curatedTable.columns.map(({ name }) => name), 'day', 'hour', 'arrived', 'days_late', 'orders'];
    const named = [...code.join('\n').matchAll(/(?:groupBy|countDistinct|sum|datediff)\(('[a-z_']+(?:, '[a-z_]+')*)/g)]
      .flatMap(([, names]) => names!.split(', '))
      .map((name) => name.replaceAll("'", ''));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

it('has a script that SageMaker takes, with every mark filled in', () => {
  const long = 'x'.repeat(200);
  const script = onStart({ ASSETS: long, IDLE: long, NOTEBOOK: long, REGION: long, NAME: long, MINUTES: '60' });
  expect(Buffer.from(script).toString('base64').length).toBeLessThan(mostCharacters);
  expect(script).not.toMatch(/@[A-Z]+@/);
  expect(script.startsWith('#!/bin/bash\n')).toBe(true);
});

describe.each(stageNames)('the notebook instance of stage %s', (name) => {
  const resources = resourcesOf(name);
  const [instance] = idsOf(resources, 'AWS::SageMaker::NotebookInstance').map((id) => resources[id]!.Properties);

  it('is small, has no root, and runs the script at every start', () => {
    expect(instance).toMatchObject({
      InstanceType: 'ml.t3.medium',
      RootAccess: 'Disabled',
      LifecycleConfigName: expect.anything(),
    });
    const [lifecycle] = idsOf(resources, 'AWS::SageMaker::NotebookInstanceLifecycleConfig');
    expect(JSON.stringify(resources[lifecycle!]!.Properties['OnStart'])).toContain('stop-when-idle.py');
  });
});
