import type { FaultDefinitions } from '../../contracts/faults.ts';
import { bucketNotifications } from '../../kernel/modelled-custom-resources.ts';

export const faults = {
  'objects.put-failed': {
    rate: 0.2,
    sightings: 2,
    title: 'S3 slows down (503)',
    explanation: 'S3 does not store an object and asks the caller to slow down.',
    source: 'S3 guide, ErrorBestPractices: 503 Slow Down',
  },
  'notification.duplicate': {
    rate: 0.1,
    sightings: 1,
    title: 'Notification sent twice',
    explanation: 'S3 tells a queue of the same object a second time, up to two minutes later.',
    source: 'S3 guide, EventNotifications: "designed to be delivered at least once"',
    strikes: [bucketNotifications],
  },
  'notification.late': {
    rate: 0.2,
    sightings: 1,
    title: 'Notification comes late',
    explanation: 'S3 tells a queue of an object after objects that were stored up to two minutes later.',
    source: 'S3 guide, EventNotifications: "can sometimes take a minute or longer"',
    strikes: [bucketNotifications],
  },
} satisfies FaultDefinitions;
