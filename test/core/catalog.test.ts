import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { renderProject } from '../../generators/core/api.ts';
import { answersWith } from './answers-with.ts';
import { combinations } from './combinations.ts';

interface Entity {
  kind: string;
  metadata: { name: string; links?: { title: string; url: string }[] };
  spec: {
    system?: string;
    dependsOn?: string[];
    providesApis?: string[];
    definition?: { $text: string };
  };
}

function catalogOf(answers: ReturnType<typeof answersWith>) {
  const files = renderProject(answers);
  const text = files.find(({ path }) => path === 'catalog-info.yaml')!.contents.toString();
  const entities = parseAllDocuments(text).map((document) => document.toJS() as Entity);
  return { paths: files.map(({ path }) => path), entities, links: entities[0]!.metadata.links! };
}

describe.each(combinations().map(({ id, answers }) => [id, answers] as const))(
  'catalog-info.yaml of %s',
  (_, answers) => {
    const { entities, paths } = catalogOf(answers);

    it('names in its relations entities that it has, and has each of them in its system', () => {
      const [component, system, ...parts] = entities as [Entity, Entity, ...Entity[]];
      const named = [...component.spec.providesApis!.map((name) => `api:${name}`), ...component.spec.dependsOn!];
      expect(parts.map(({ kind, metadata: { name } }) => `${kind.toLowerCase()}:${name}`)).toEqual(named);
      for (const { spec } of [component, ...parts]) expect(spec.system).toBe(system.metadata.name);
    });

    it('has the definition of each API in a file of the project', () => {
      const definitions = entities.flatMap(({ kind, spec }) => (kind === 'API' ? [spec.definition!.$text] : []));
      expect(definitions).toHaveLength(entities[0]!.spec.providesApis!.length);
      for (const definition of definitions) expect(paths).toContain(definition.replace(/^\.\//, ''));
    });
  },
);

describe('links of the catalog', () => {
  const dashboard = '#dashboards/dashboard/sample-project-dev';

  it.each([
    [undefined, `https://console.aws.amazon.com/cloudwatch/home${dashboard}`],
    ['eu-west-1', `https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1${dashboard}`],
    ['cn-north-1', `https://console.amazonaws.cn/cloudwatch/home?region=cn-north-1${dashboard}`],
    ['us-gov-west-1', `https://console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1${dashboard}`],
    ['eusc-de-east-1', `https://console.amazonaws-eusc.eu/cloudwatch/home?region=eusc-de-east-1${dashboard}`],
  ])('lead to the dashboard of a stage in %s', (devRegion, url) => {
    const { links } = catalogOf(answersWith({ search: 'domain', apiAuth: 'iam', ...(devRegion ? { devRegion } : {}) }));
    expect(links.map((link) => link.url)).toEqual([
      url,
      'https://console.aws.amazon.com/cloudwatch/home#dashboards/dashboard/sample-project-prod',
    ]);
  });

  it('are none where the console has no address that is known', () => {
    const { links } = catalogOf(answersWith({ devRegion: 'us-iso-east-1', prodRegion: 'us-isob-east-1' }));
    expect(links).toEqual([]);
  });

  it('lead to the runbook where the repository is known', () => {
    const { links, paths } = catalogOf(answersWith({ repository: 'acme/sample-project' }));
    expect(links.at(-1)).toMatchObject({
      title: 'Runbook',
      url: 'https://github.com/acme/sample-project/blob/HEAD/docs/runbook/index.md',
    });
    expect(paths).toContain('docs/runbook/index.md');
  });
});
