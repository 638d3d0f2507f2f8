import { choice } from '../option.ts';

/** What of the fields that a contract marks gets into the stream. Blocks: personal-plain, personal-masked and personal-hashed. */
export const personalData = choice({
  title: 'Personal data in events',
  description:
    'The contract marks fields with x-stream-personal. The bridge is the one place before every sink, so a topic has this choice; what browsers send over HTTP is in the stream as they send it. user_id is never left out: sessions and offers are made of it.',
  choices: {
    plain: 'as it is in the topic',
    hashed:
      'identifiers become a hash under a key of the stack, so that devices can be told apart and counted; other marked fields are left out, but for user_id',
    masked: 'marked fields are left out before anything gets into the stream, but for user_id',
  },
  default: 'plain',
  when: { ingest: 'kafka' },
});
