import { expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regions, regionsWithout } from '../../generators/core/regions.ts';

interface Validator {
  CompositeEngine: new (options: object) => {
    validateTemplate(
      file: object,
      options: object,
    ): { diagnostics: { ruleId: string; entity?: { logicalId?: string } }[] };
  };
  TemplateFile: new (path: string) => object;
}

/** Slow on its own: it asks aws-cdk-lib's validator about every region. */
it('are the regions of aws-cdk-lib, and lack what its validator says they lack', () => {
  const cdk = createRequire(createRequire(import.meta.url).resolve('aws-cdk-lib'));
  const { RegionInfo } = cdk('aws-cdk-lib/region-info') as { RegionInfo: { regions: { name: string }[] } };
  expect(regions).toEqual(RegionInfo.regions.map(({ name }) => name).toSorted());

  const { CompositeEngine, TemplateFile } = cdk('@aws/cloudformation-validate') as Validator;
  const types = Object.keys(regionsWithout);
  const folder = mkdtempSync(join(tmpdir(), 'regions-'));
  try {
    const template = join(folder, 'template.json');
    writeFileSync(
      template,
      JSON.stringify({ Resources: Object.fromEntries(types.map((Type, at) => [`R${at}`, { Type }])) }),
    );
    const engine = new CompositeEngine({});
    const lacking = regions.map((region) => {
      const { diagnostics } = engine.validateTemplate(new TemplateFile(template), {
        pseudoParameterOverrides: { region },
      });
      return [
        region,
        diagnostics
          .filter(({ ruleId }) => ruleId === 'F3006')
          .map(({ entity }) => types[Number(entity!.logicalId!.slice(1))]),
      ] as const;
    });
    const found = Object.fromEntries(
      types.map((type) => [type, lacking.filter(([, absent]) => absent.includes(type)).map(([region]) => region)]),
    );
    expect(regionsWithout).toEqual(found);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
