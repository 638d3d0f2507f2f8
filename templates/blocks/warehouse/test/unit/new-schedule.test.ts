import { expect, it } from '@jest/globals';
import { isNewSchedule } from '../../processors/warehouse-migrations/new-schedule.ts';

it.each([
  ['the warehouse is made', 'Create', undefined, true],
  ['rows come through the view again', 'Update', 'copy', true],
  ['something else changes', 'Update', 'streaming', false],
  ['the warehouse is removed', 'Delete', undefined, false],
])('where %s, its schedule is new: %s', (_, RequestType, before, isNew) => {
  const event = { RequestType, ResourceProperties: { Rows: 'streaming' }, OldResourceProperties: { Rows: before } };
  expect(isNewSchedule(event as never)).toBe(isNew);
});
