/** What the pages say of a sink beside the path of the use case, in Markdown. */
export interface Sink {
  /** How events get there. */
  architecture: string;
  /** What the account of the sink promises of each event. */
  account: string;
  /** Where events may be lost or parked on the way there, and the alarms that tell. */
  losses: { where: string; when: string; alarm: string }[];
}

/** What the pages of the first deployment, of the workshop and of the teardown say because of a block. */
export interface Deployment {
  /** Commands that prepare an AWS account, once, and why, in Markdown. */
  account?: { why: string; command: string }[];
  /** How a deployment fails because of it: the message, and the cause with its remedy, in Markdown. */
  failures?: { message: string; remedy: string }[];
  /** What else feeds a stage because of it, and how to stop that before the stage is deleted: paragraphs and code blocks in Markdown. */
  feeds?: string[];
  /** What to know when a stack with it is deleted: paragraphs and code blocks in Markdown. */
  teardown?: string[];
  /** What `npm run smoke` leaves behind, and the permissions that it takes: sentences in Markdown. */
  smoke?: string;
  /** How long the first deployment of a stage takes because of it, where that is longer than the usual ten minutes. */
  takes?: { minutes: number; why: string };
}
