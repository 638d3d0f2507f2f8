/** What this project is called, who owns it and where it runs. */
export const project: Project = {
  name: 'sample-project',
  description: 'Near real-time search over a DynamoDB table.',
  stages: {
    dev: {},
    prod: {},
  },
};

interface Project {
  name: string;
  description: string;
  /** The team or person in the tags of every resource. */
  owner?: string;
  /** GitHub, OWNER/NAME. */
  repository?: string;
  /** Is subscribed to the alarms of every stage. */
  alarmEmail?: string;
  /** Tags of every resource, beside those that tell project, owner and stage. */
  tags?: Record<'dev' | 'prod', Record<string, string>>;
  /** A managed policy, by name or ARN, that bounds the permissions of every role. */
  permissionsBoundary?: string;
  /** A stage without account or region is deployed to those of the credentials in use. */
  stages: Record<'dev' | 'prod', { account?: string; region?: string }>;
}
