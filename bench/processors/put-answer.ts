interface PutAnswer {
  FailedPutCount: number;
  RequestResponses: { RecordId: string; ErrorCode?: string }[];
}

/** By how many records are taken. */
const answers = new Map<number, PutAnswer>();

/** What Firehose says when it takes so many records (Amazon Data Firehose API reference, PutRecordBatch, response). */
export function putAnswer(records: number): PutAnswer {
  const known = answers.get(records);
  if (known !== undefined) return known;
  const RecordId =
    'X8DkSUBQ2sLgSz4KCaO3nAdCkbzcVYtYVR6Bk6vyFkXaOqZyQyfJ4mXqSdTLjYNzFzCzCqCAzmEyXtyjRoYhTF2JvB4Pkw8xqKnHZ1qbSYaAQwJ9WZ0rGvF1e6v6kNVxNQ';
  const answer = { FailedPutCount: 0, RequestResponses: Array.from({ length: records }, () => ({ RecordId })) };
  answers.set(records, answer);
  return answer;
}
