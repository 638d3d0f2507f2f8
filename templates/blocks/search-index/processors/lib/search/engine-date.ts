import { isDay } from '../../../contract/formats.ts';

const form =
  /^\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-7]):[0-5]\d|[+-]18:00)?)?$/;

/**
 * Whether the engine takes a text as a date (OpenSearch guide, "Date field type", strict_date_optional_time): a day of the calendar,
 * alone or with a time, which is UTC where it has no offset.
 */
export const isEngineDate = (text: string): boolean => form.test(text) && isDay(text);
