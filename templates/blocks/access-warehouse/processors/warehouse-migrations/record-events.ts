/**
 * Bytes of a record that is taken apart. SQL of Redshift splits a text, which is a VARCHAR of 65,535 bytes at most (Redshift database
 * guide, r_Character_types): ingest packs records that are smaller, and alone an event that is larger.
 */
export const mostBytes = 65_000;

/** Lines of JSON as one array. JSON writes a line break in a text as \n, so every line break of the record ends an event. */
const asArray = "'[' || REPLACE(RTRIM(FROM_VARBYTE(kinesis_data, 'utf-8'), CHR(10)), CHR(10), ',') || ']'";

/** What is no text fails FROM_VARBYTE, and with it the refresh: it is not read as one. */
const isText = `OCTET_LENGTH(kinesis_data) <= ${mostBytes} AND IS_UTF8(kinesis_data)`;

/** The events of a record, as an array of SUPER. */
export const payload = `CASE
    WHEN ${isText} THEN
      CASE WHEN CAN_JSON_PARSE(${asArray}) THEN JSON_PARSE(${asArray}) END
  END`;

/** The record as it came, where it has no such array. */
export const unreadable = `CASE
    WHEN ${isText} THEN
      CASE WHEN NOT CAN_JSON_PARSE(${asArray}) THEN kinesis_data END
    ELSE kinesis_data
  END`;
