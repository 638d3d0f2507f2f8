const ofKafka = 'Lambda guide, "Troubleshooting self-managed Apache Kafka event source mapping errors"';
const ofBrokers = 'MSK developer guide, "Broker types"';
const ofLoads = 'Redshift database guide, "Load error reference"';
const ofWebhook = 'the file that the reader of docs/runbook/webhook-secret.md makes';
const ofSecrets = 'Lambda guide, "Configuring cluster authentication methods in Lambda"';
const ofFirehose = 'Firehose guide, "Monitor Amazon Data Firehose using CloudWatch Logs"';

/** What pages name that neither the project nor the models of the AWS SDK have, and who says so. */
export const fromElsewhere: Readonly<Record<string, string>> = {
  AWSServiceRoleForDynamoDBKinesisDataStreamsReplication:
    'DynamoDB guide, "Using IAM with Kinesis data streams for DynamoDB"',
  CDKToolkit: 'CDK guide, "Bootstrapping"',
  'cdk-hnb659fds-cfn-exec-role-$ACCOUNT-$AWS_REGION': 'CDK guide, "Bootstrapping"',
  'cdk import': 'CDK CLI reference',
  'apigateway.amazonaws.com': 'Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint"',
  'cloudformation:DescribeStacks': 'Service authorization reference',
  'lambda:InvokeFunction': 'Service authorization reference',
  AccessDeniedException: 'DynamoDB API reference, "Common Error Types"',
  stream_constraints_exception:
    'OpenSearch source, XContentParser: limits of the JSON parser (Jackson, StreamReadConstraints)',
  RetryAttemptsExhausted: 'Lambda guide, "Retaining discarded records for a Kinesis event source"',
  RecordAgeExceeded: 'Lambda guide, "Retaining discarded records for a Kinesis event source"',
  'PROBLEM: Function call failed': 'Lambda API reference, EventSourceMappingConfiguration, LastProcessingResult',
  'PROBLEM: Connection error': ofKafka,
  'PROBLEM: SASL authentication failed': ofKafka,
  'PROBLEM: Cluster failed to authorize Lambda':
    'Lambda guide, "Troubleshooting Amazon MSK event source mapping errors"',
  'Too many connects': 'MSK developer guide, "Troubleshoot your Amazon MSK cluster"',
  'kafka.m7g.large': ofBrokers,
  'express.m7g.xlarge': ofBrokers,
  REBOOTING_BROKER: 'MSK API reference, ClusterState',
  Enabled: 'Lambda API reference, EventSourceMappingConfiguration, State',
  Disabled: 'Lambda API reference, EventSourceMappingConfiguration, State',
  SlowDown: 'Amazon S3 API reference, "Error responses"',
  InternalError: 'Amazon S3 API reference, "Error responses"',
  ThrottlingException: 'DynamoDB guide, "Error handling with DynamoDB"',
  'is not authorized to perform': 'IAM guide, "Troubleshoot access denied error messages"',
  'Access Denied': 'Amazon S3 API reference, "Error responses"',
  'Not Found': 'Amazon S3 API reference, HeadObject: the reason phrase of status 404',
  'The specified key does not exist': 'Amazon S3 API reference, "Error responses", NoSuchKey',
  'The specified version does not exist': 'Amazon S3 API reference, "Error responses", NoSuchVersion',
  'At least one of the pre-conditions you specified did not hold':
    'Amazon S3 API reference, "Error responses", PreconditionFailed',
  'Runtime exited': 'Lambda guide, "Troubleshoot invocation issues", Runtime.ExitError',
  'Task timed out': 'Lambda guide, "Troubleshoot invocation issues"',
  'S3.AccessDenied': ofFirehose,
  'S3.NoSuchBucket': ofFirehose,
  'S3.SlowDown': ofFirehose,
  'S3.KMS.…': ofFirehose,
  'Kinesis.AccessDenied': ofFirehose,
  'Lambda.FunctionError': ofFirehose,
  'Lambda.InvokeAccessDenied': ofFirehose,
  'Lambda.InvokeLimitExceeded': ofFirehose,
  'Lambda.FunctionTimedOut': ofFirehose,
  'Lambda.FunctionRequestTimedOut': ofFirehose,
  'Encountered malformed JSON': 'Firehose guide, "Convert input data format", the error that a failed record says',
  'password authentication failed': 'Redshift: what its server answers to a wrong password',
  'Spectrum Scan Error': 'Redshift database guide, "Troubleshooting queries in Amazon Redshift Spectrum"',
  'value too long': ofLoads,
  'longer than the length defined': ofLoads,
  sys_transaction_history: 'Redshift database guide, "SYS monitoring views"',
  sys_query_history: 'Redshift database guide, "SYS monitoring views"',
  sys_load_error_detail: 'Redshift database guide, "SYS monitoring views"',
  'access.records_2': 'the view that the reader of docs/runbook/warehouse-migration.md makes',
  svv_user_info: 'Redshift database guide, "SVV metadata views"',
  'facets=none': 'a parameter of the search API: processors/search-api/query.ts',
  function_request_id: 'Powertools for AWS Lambda, Logger',
  '"type": "Team"': 'GitHub REST API, "Create or update an environment"',
  required_approving_review_count: 'GitHub REST API, "Update branch protection"',
  '{"username":"…","password":"…"}': ofSecrets,
  '{"certificate":"…","privateKey":"…"}': ofSecrets,
  'webhook-secret.json': ofWebhook,
  '{"current":"NEW"}': ofWebhook,
  '{"current":"NEW","previous":"OLD"}': ofWebhook,
  'kafka-secret.json': 'the file that the reader of docs/first-deployment.md makes',
  lastCheckpointSize: 'Managed Service for Apache Flink guide, "Metrics and dimensions"',
  SuccessfulRequestLatency: 'DynamoDB guide, "DynamoDB metrics and dimensions"',
  IntegrationLatency: 'API Gateway guide, "Monitor CloudWatch metrics for HTTP APIs"',
  'PutRecord.Latency': 'Kinesis guide, "Monitor the Amazon Kinesis Data Streams service with Amazon CloudWatch"',
  'View CloudWatch logs': 'Lambda console',
  'View in Logs Insights': 'CloudWatch console',
};

/** Metrics of the account and not of a resource: no alarm of a stack watches them. */
export const metricsOfAccounts: Readonly<Record<string, string>> = {
  ConcurrentExecutions: 'Lambda guide, "Types of metrics for Lambda functions"',
  SearchOCU: 'OpenSearch Service guide, "Monitoring OpenSearch Serverless with CloudWatch"',
  IndexingOCU: 'OpenSearch Service guide, "Monitoring OpenSearch Serverless with CloudWatch"',
};

/** What AWS, the CDK and GitHub print where a deployment fails. */
export const messages: Readonly<Record<string, string>> = {
  'Lookup role … was not assumed. Proceeding with default credentials.': 'CDK CLI',
  'Not authorized to perform sts:AssumeRoleWithWebIdentity': 'STS',
  'Input required and not supplied: aws-region': 'configure-aws-credentials',
  '… is not authorized to perform: sts:AssumeRole on resource: …cdk-hnb659fds-…': 'STS',
  'SSM parameter /cdk-bootstrap/hnb659fds/version not found': 'CDK CLI',
  '… cannot be deleted while TerminationProtection is enabled': 'CloudFormation',
  '… is in UPDATE_ROLLBACK_FAILED state': 'CloudFormation',
  "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value":
    'Lambda',
  'Before you can proceed, you must enable a service-linked role to give Amazon OpenSearch Service permissions to access your VPC':
    'OpenSearch Service',
  'has dependencies and cannot be deleted': 'EC2',
  'has a dependent object': 'EC2',
  'AWS Lambda VPC ENI-…': 'Lambda guide, "Giving Lambda functions access to resources in an Amazon VPC"',
  'in-use': 'EC2 API reference, NetworkInterface, Status',
  'Template error: Fn::Select cannot select nonexistent value at index …': 'CloudFormation',
};
