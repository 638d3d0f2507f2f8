import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** Whether the schedule of the refresh counts from this deployment on: it is made with the warehouse, and with another way of the rows. */
export const isNewSchedule = (event: CloudFormationCustomResourceEvent): boolean =>
  event.RequestType === 'Create' ||
  (event.RequestType === 'Update' && event.OldResourceProperties['Rows'] !== event.ResourceProperties['Rows']);
