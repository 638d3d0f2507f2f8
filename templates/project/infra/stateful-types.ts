/**
 * The CloudFormation types that hold what no deployment can make again, and what that is. A deployment that would replace or
 * delete a resource of these types stops and asks (npm run change-set-guard), and their logical ids are held by a test: a new id
 * is a new, empty resource. Add the types that you add to the stack.
 */
export const statefulTypes: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'its recovery points',
  'AWS::CloudFormation::Stack': 'everything in it',
  'AWS::Cognito::UserPool': 'its users',
  'AWS::DynamoDB::GlobalTable': 'its items',
  'AWS::DynamoDB::Table': 'its items',
  'AWS::EFS::FileSystem': 'its files',
  'AWS::Glue::Database': 'its tables',
  'AWS::KMS::Key': 'the only way to read what it encrypted',
  'AWS::Kinesis::Stream': 'records that may not be processed yet',
  'AWS::KinesisAnalyticsV2::Application': 'its state and its place in the stream',
  'AWS::KinesisFirehose::DeliveryStream': 'records that are not delivered yet',
  'AWS::MSK::Cluster': 'its topics',
  'AWS::MSK::ServerlessCluster': 'its topics',
  'AWS::MSK::Topic': 'records that may not be processed yet',
  'AWS::OpenSearchServerless::Collection': 'its indexes',
  'AWS::OpenSearchService::Domain': 'its indexes',
  'AWS::RDS::DBCluster': 'its databases',
  'AWS::RDS::DBInstance': 'its databases',
  'AWS::RedshiftServerless::Namespace': 'its databases',
  'AWS::S3::Bucket': 'its objects',
  'AWS::S3Tables::TableBucket': 'its tables',
  'AWS::SecretsManager::Secret': 'its value',
  'AWS::SQS::Queue': 'messages that may not be processed yet',
};

/**
 * Properties that CloudFormation changes in place because of an update policy, while a change set leaves open whether it replaces
 * the resource; the policy; and what to ask before (CloudFormation template reference, "UpdatePolicy attribute").
 */
export const changedInPlace: Readonly<Record<string, { property: string; policy: string; before: string }>> = {
  'AWS::OpenSearchService::Domain': {
    property: 'EngineVersion',
    policy: 'EnableVersionUpgrade',
    before: '"aws opensearch upgrade-domain --perform-check-only" says whether the domain can be upgraded',
  },
};
