/** The summary for reports, with its schema. */
export const requestsByMinute = 'access.requests_by_minute';

/** What differs from one request to the next, and would make a group of its own: numbers, identifiers, long names. */
const varies = "segment ~ '^[0-9]+$' OR segment ~ '^[0-9a-fA-F-]{8,}$' OR LEN(segment) > 40";

/**
 * Requests, bytes and latencies of each minute, by source, class of the status, and first segment of the path. An event that is there
 * several times counts once.
 */
export const requestsByMinuteView = `CREATE VIEW ${requestsByMinute} AS
SELECT
  minute,
  source,
  CASE
    WHEN status IS NULL THEN '(none)'
    WHEN status BETWEEN 100 AND 599 THEN LEFT(CAST(status AS VARCHAR(20)), 1) || 'xx'
    ELSE 'other'
  END AS status_class,
  CASE
    WHEN path IS NULL THEN '(none)'
    WHEN path NOT LIKE '/%' THEN LEFT(path, 40)
    WHEN ${varies} THEN '/*'
    ELSE '/' || segment
  END AS path_group,
  COUNT(*) AS requests,
  SUM(bytes) AS bytes,
  COUNT(DISTINCT client) AS clients,
  AVG(latency_ms) AS latency_ms
FROM (
  SELECT
    DATE_TRUNC('minute', happened_at) AS minute,
    source,
    status,
    path,
    CASE
      WHEN STRPOS(SUBSTRING(path, 2), '/') = 0 THEN SUBSTRING(path, 2)
      ELSE LEFT(SUBSTRING(path, 2), STRPOS(SUBSTRING(path, 2), '/') - 1)
    END AS segment,
    bytes,
    client,
    latency_ms
  FROM (
    SELECT DISTINCT raw_id, happened_at, source, status, path, bytes, client, latency_ms
    FROM access.events
    WHERE raw_id IS NOT NULL
  ) AS lines
) AS requests
GROUP BY 1, 2, 3, 4`;
