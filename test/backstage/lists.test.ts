import { describe, expect, it } from '@jest/globals';
import { useCases } from '../../generators/core/api.ts';
import { readAnswers } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/form-answers.ts';
import { eventHub, offerEventHub } from '../core/event-hub.ts';
import { fieldsNamed, objections, submitted, templatesOf } from './wizard.ts';

const offered = [...useCases];
offerEventHub();
const owner = 'group:default/data';
const repository = { repoUrl: 'github.com?owner=acme&repo=shop', repoVisibility: 'private' };

describe('with a use case whose answers are lists, and whose keys mean something else in another', () => {
  const chooser = templatesOf([...offered, eventHub]).get('stream-pipeline')!;
  const template = templatesOf([eventHub]).get('event-hub')!;
  const hub = { name: 'shop', owner, ...repository };
  const inChooser = (pipeline: object) => ({ ...hub, pipeline });

  it('a list is a field with a box to tick for each value', () => {
    expect(fieldsNamed(template, 'origins')[0]).toEqual(
      expect.objectContaining({
        type: 'array',
        uniqueItems: true,
        minItems: 1,
        default: ['s3', 'http'],
        'ui:widget': 'checkboxes',
        items: expect.objectContaining({ enum: ['kafka', 's3', 'http'] }),
      }),
    );
    expect(fieldsNamed(template, 'extras')[0]!['items'].enumNames[2]).toMatch(/^domain: an index; adds about \d+ USD/);
    expect(objections(template, { ...hub, origins: ['http'] })).toEqual([]);
    expect(objections(template, { ...hub, origins: [] })).not.toEqual([]);
    expect(objections(template, { ...hub, origins: ['htp'] })).not.toEqual([]);
  });

  it('a question that depends on one of its values says so, and its answer is dropped where it does not apply', () => {
    expect(fieldsNamed(template, 'brokers')[0]!['description']).toContain('Only if origins includes kafka.');
    const read = (origins: string[]) =>
      readAnswers(submitted(template, { ...hub, origins, brokers: 'b:a' }), undefined);
    expect(read(['http', 'kafka'])).toMatchObject({ answers: { origins: ['kafka', 'http'], brokers: 'b:a' } });
    expect(read(['s3'])).toMatchObject({ answers: { origins: ['s3'] } });
    expect(read(['s3'])).not.toMatchObject({ answers: { brokers: 'b:a' } });
  });

  it('the form refuses combinations with one of its values', () => {
    const paris = { ...hub, devRegion: 'eu-west-3' };
    expect(objections(template, { ...paris, origins: ['kafka', 'http'] })).toEqual([
      'HTTP origins cannot be had in Paris',
    ]);
    expect(objections(template, paris)).toEqual(['HTTP origins cannot be had in Paris']);
    expect(objections(template, { ...paris, origins: ['kafka'] })).toEqual([]);
  });

  it('the answers are those of the chosen use case, wherever its form has them', () => {
    const ofHub = inChooser({ useCase: 'event-hub', origins: ['http'], search: 'full', table: ['orders', 'users'] });
    expect(objections(chooser, ofHub)).toEqual([]);
    expect(submitted(chooser, ofHub)).toMatchObject({ search: 'full', table: ['orders', 'users'] });
    const existing = { tableChoice: { table: 'existing', tableName: 'items' }, search: 'domain' };
    const ofSearch = inChooser({ useCase: 'dynamodb-search', ...existing });
    expect(objections(chooser, ofSearch)).toEqual([]);
    expect(submitted(chooser, ofSearch)).toMatchObject({ search: 'domain', table: 'existing', tableName: 'items' });
    expect(objections(chooser, inChooser({ useCase: 'event-hub', origins: ['http'], search: 'domain' }))).not.toEqual(
      [],
    );
  });
});
