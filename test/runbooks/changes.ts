/** A command that changes something; of pages that several extremes have, some stand in one of them only. */
type Change = string | { only: string | readonly string[]; text: string };

const deploy = 'npm run deploy -- STACK';
const load = 'aws lambda invoke --function-name FUNCTION --cli-read-timeout 900 /dev/stdout';
const storeSecret = 'aws secretsmanager put-secret-value --secret-id SECRET --secret-string file://webhook-secret.json';

/**
 * What the pages let their reader change, in this order. A command that is right by its options may still do the wrong thing: a new
 * one, or another order, is a decision that is written down here.
 */
export const changes: Readonly<Record<string, readonly Change[]>> = {
  'docs/first-deployment.md': [
    'git add .',
    'git commit --message First version',
    'gh repo create --private --source . --push',
    'cdk bootstrap aws://111122223333/eu-west-1',
    { only: 'logs', text: 'cdk bootstrap aws://111122223333/us-east-1' },
    {
      only: 'clicks',
      text: 'aws secretsmanager create-secret --name kafka-dev --secret-string file://kafka-secret.json',
    },
    {
      only: ['domain', 'logs-domain'],
      text: 'aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com',
    },
    'npm run deploy:github-oidc -- github-oidc-provider -c repository=acme/shop -c subjectPrefix=repo:acme/shop',
    'npm run deploy:github-oidc -- sample-project-github-dev -c repository=acme/shop -c subjectPrefix=repo:acme/shop',
    'gh api --method PUT repos/acme/shop/environments/dev-lookup',
    'gh api --method PUT repos/acme/shop/environments/dev --input -',
    'gh api --method POST repos/acme/shop/environments/dev/deployment-branch-policies -f name=main',
    'gh api --method PUT repos/acme/shop/environments/prod --input -',
    'gh api --method PUT repos/acme/shop/branches/main/protection --input -',
    'gh variable set DEPLOY_STAGES --body ["dev"]',
    'gh workflow run deploy.yml',
    'npm run smoke -- --stage dev',
    {
      only: ['domain', 'logs-domain'],
      text: 'aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com',
    },
    'npx cdk rollback sample-project-STAGE',
  ],
  'docs/runbook/analysis-given-up.md': ['aws s3api delete-object --bucket BUCKET --key KEY'],
  'docs/runbook/analysis-idle.md': [
    'aws lambda update-event-source-mapping --uuid UUID --enabled',
    'aws lambda delete-function-concurrency --function-name FUNCTION',
  ],
  'docs/runbook/analysis-rejected.md': ['aws s3api delete-object --bucket BUCKET --key KEY'],
  'docs/runbook/analysis-stopped.md': [
    'aws kinesisanalyticsv2 start-application --application-name APPLICATION --run-configuration {"ApplicationRestoreConfiguration":{"ApplicationRestoreType":"RESTORE_FROM_LATEST_SNAPSHOT"}}',
    'aws kinesisanalyticsv2 stop-application --application-name APPLICATION --force',
  ],
  'docs/runbook/anomalies-not-delivered.md': ['aws sns unsubscribe --subscription-arn SUBSCRIPTION'],
  'docs/runbook/api-throttled.md': [
    'aws lambda put-function-concurrency --function-name FUNCTION --reserved-concurrent-executions NUMBER',
    'aws lambda delete-function-concurrency --function-name FUNCTION',
    'npm run deploy -- STACK',
  ],
  'docs/runbook/api-unanswered.md': [
    'aws lambda add-permission --function-name FUNCTION --statement-id search --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn arn:aws:execute-api:REGION:ACCOUNT:API/*',
  ],
  'docs/runbook/bridge-given-up.md': ['npm run replay -- run --stage STAGE --store given-up --dry-run'],
  'docs/runbook/bridge-idle.md': [
    'aws lambda delete-function-concurrency --function-name FUNCTION',
    'aws lambda update-event-source-mapping --uuid UUID --enabled',
  ],
  'docs/runbook/bridge-parked.md': [
    'aws s3api delete-object --bucket BUCKET --key KEY',
    'npm run contract',
    'npm run replay -- run --stage STAGE --store rejected',
  ],
  'docs/runbook/bridge-unreachable.md': ['aws lambda update-event-source-mapping --uuid UUID --enabled'],
  'docs/runbook/brokers-connections.md': [
    'aws lambda put-function-concurrency --function-name FUNCTION --reserved-concurrent-executions NUMBER',
    deploy,
  ],
  'docs/runbook/brokers-copies-behind.md': [deploy],
  'docs/runbook/brokers-credits-spent.md': [deploy],
  'docs/runbook/brokers-disk-filling.md': [deploy],
  'docs/runbook/canary-missing.md': [
    'aws events enable-rule --name NAME',
    'aws lambda invoke --function-name FUNCTION --cli-read-timeout 300 /dev/stdout',
  ],
  'docs/runbook/capture-off.md': [
    'aws dynamodb enable-kinesis-streaming-destination --table-name TABLE --stream-arn ARN',
    'npm run deploy -- STACK',
    'npm run smoke',
  ],
  'docs/runbook/changed-by-hand.md': [
    'npm run deploy -- STACK --revert-drift --method prepare-change-set --change-set-name undo',
    'npm run deploy -- STACK --method execute-change-set --change-set-name undo',
    'npm run deploy',
  ],
  'docs/runbook/closer-missing.md': [
    'aws events enable-rule --name RULE',
    'aws lambda delete-function-concurrency --function-name FUNCTION',
  ],
  'docs/runbook/curation-failing.md': [
    'aws s3api delete-object --bucket BUCKET --key KEY --version-id VERSION',
    'aws glue start-job-run --job-name JOB',
  ],
  'docs/runbook/curation-missing.md': [
    'aws glue start-trigger --name WORKFLOW',
    'aws glue batch-stop-job-run --job-name JOB --job-run-ids RUN',
    'aws glue start-job-run --job-name JOB',
  ],
  'docs/runbook/curation-quarantine.md': [
    'aws glue start-job-run --job-name JOB --arguments {"--from_hour":"2026-11-01-05"}',
  ],
  'docs/runbook/detector-given-up.md': ['aws s3api delete-object --bucket BUCKET --key KEY'],
  'docs/runbook/detector-idle.md': [
    'aws lambda update-event-source-mapping --uuid UUID --enabled',
    'aws lambda delete-function-concurrency --function-name FUNCTION',
  ],
  'docs/runbook/detector-rejected.md': ['aws s3api delete-object --bucket BUCKET --key KEY'],
  'docs/runbook/engine-red.md': [
    'aws lambda invoke --function-name FUNCTION --cli-binary-format raw-in-base64-out --payload {"question":"health"} /dev/stdout',
    'aws lambda invoke --function-name FUNCTION --cli-binary-format raw-in-base64-out --payload {"question":"explain"} /dev/stdout',
    'aws lambda invoke --function-name FUNCTION --cli-binary-format raw-in-base64-out --payload {"question":"shards"} /dev/stdout',
    { only: 'logs-domain', text: 'npm run backfill' },
  ],
  'docs/runbook/engine-upgrade.md': ['npm run smoke -- --stage dev'],
  'docs/runbook/evaluator-missing.md': ['aws events enable-rule --name RULE'],
  'docs/runbook/evaluator-slow.md': ['aws lambda delete-function-concurrency --function-name FUNCTION'],
  'docs/runbook/indexer-given-up.md': ['npm run replay -- run --stage STAGE --store given-up --dry-run'],
  'docs/runbook/indexer-idle.md': [
    'aws lambda update-event-source-mapping --uuid UUID --enabled',
    'aws lambda delete-function-concurrency --function-name FUNCTION',
  ],
  'docs/runbook/indexer-rejected.md': [
    'npm run replay -- run --stage STAGE --store rejected',
    'aws s3api delete-object --bucket BUCKET --key KEY',
  ],
  'docs/runbook/ingest-parked.md': [
    'aws s3api delete-object --bucket BUCKET --key KEY',
    'npm run replay -- run --stage STAGE --store unread',
  ],
  'docs/runbook/lake-not-converted.md': [
    { only: ['logs', 'logs-domain'], text: 'aws s3api delete-object --bucket BUCKET --key KEY' },
    'npm run replay -- run --stage STAGE --store unconverted',
  ],
  'docs/runbook/lake-transform-failing.md': ['npm run replay -- run --stage STAGE --store unprocessed'],
  'docs/runbook/landing-failing.md': [
    deploy,
    { only: 'sources-firehose', text: 'npm run replay -- run --stage STAGE --store unprocessed' },
  ],
  'docs/runbook/landing-given-up.md': ['npm run replay -- run --stage STAGE --store given-up --dry-run'],
  'docs/runbook/landing-idle.md': [
    'aws lambda delete-function-concurrency --function-name FUNCTION',
    'aws lambda update-event-source-mapping --uuid UUID --enabled',
    deploy,
  ],
  'docs/runbook/landing-lost.md': [deploy],
  'docs/runbook/landing-parked.md': [
    'aws s3api delete-object --bucket BUCKET --key KEY',
    'npm run contract',
    'npm run replay -- run --stage STAGE --store rejected',
  ],
  'docs/runbook/landing-slow.md': [deploy],
  'docs/runbook/landing-unprocessed.md': [deploy, 'npm run replay -- run --stage STAGE --store unprocessed'],
  'docs/runbook/landing-unread.md': [deploy],
  'docs/runbook/landing-unreachable.md': ['aws lambda update-event-source-mapping --uuid UUID --enabled', deploy],
  'docs/runbook/mapping-change.md': [
    'npm run contract',
    'npx cdk destroy STACK',
    'npm run deploy -- STACK',
    { only: 'serverless', text: 'npm run seed -- --stage dev' },
    { only: 'domain', text: 'npm run seed -- --stage dev --existing' },
  ],
  'docs/runbook/offers-api-throttled.md': ['aws lambda delete-function-concurrency --function-name FUNCTION'],
  'docs/runbook/offers-api-unanswered.md': [
    'aws lambda add-permission --function-name FUNCTION --statement-id offers --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn arn:aws:execute-api:REGION:ACCOUNT:API/*',
  ],
  'docs/runbook/push-given-up.md': [
    'aws s3api delete-object --bucket BUCKET --key KEY',
    'npm run replay -- run --stage STAGE --store push-given-up --dry-run',
    'npm run replay -- run --stage STAGE --store push-given-up',
  ],
  'docs/runbook/push-idle.md': [
    'aws lambda update-event-source-mapping --uuid UUID --enabled',
    'aws lambda delete-function-concurrency --function-name FUNCTION',
  ],
  'docs/runbook/push-refused.md': [
    'aws s3api delete-object --bucket BUCKET --key KEY',
    'npm run replay -- run --stage STAGE --store push-rejected',
  ],
  'docs/runbook/raw-behind.md': [
    'aws lambda update-event-source-mapping --uuid UUID --enabled',
    'aws lambda delete-function-concurrency --function-name FUNCTION',
  ],
  'docs/runbook/raw-given-up.md': [
    'aws sqs purge-queue --queue-url QUEUE',
    'npm run replay -- run --stage STAGE --store given-up',
  ],
  'docs/runbook/raw-not-converted.md': ['npm run replay -- run --stage STAGE --store unconverted'],
  'docs/runbook/raw-refused.md': [
    { only: 'sources', text: 'aws lambda update-event-source-mapping --uuid UUID --no-enabled' },
  ],
  'docs/runbook/raw-throttled.md': [deploy],
  'docs/runbook/replay-fails.md': [
    'aws s3api delete-object --bucket BUCKET --key KEY --version-id VERSION',
    'npm run replay -- run --stage STAGE',
  ],
  'docs/runbook/search-given-up.md': [
    'npm run replay -- run --stage STAGE --store uncounted-batches --key UUID --dry-run',
  ],
  'docs/runbook/search-idle.md': [
    'aws lambda update-event-source-mapping --uuid UUID --enabled',
    'aws lambda delete-function-concurrency --function-name FUNCTION',
  ],
  'docs/runbook/search-lost.md': ['npm run backfill'],
  'docs/runbook/search-rejected.md': ['npm run replay -- run --stage STAGE --store unindexed'],
  'docs/runbook/social-failing.md': [deploy],
  'docs/runbook/warehouse-behind.md': [load],
  'docs/runbook/warehouse-copy-parked.md': ['npm run replay -- run --stage STAGE --store warehouse-unmade'],
  'docs/runbook/warehouse-copy-refused.md': ['npm run replay -- run --stage STAGE --store warehouse-uncopied'],
  'docs/runbook/warehouse-limit.md': ['aws redshift-serverless update-usage-limit --usage-limit-id ID --amount 16'],
  'docs/runbook/warehouse-loads-failing.md': [load],
  'docs/runbook/warehouse-not-migrated.md': ['npx cdk rollback STACK'],
  'docs/runbook/warehouse-refresh-missing.md': ['aws events enable-rule --name RULE'],
  'docs/runbook/webhook-failing.md': [deploy],
  'docs/runbook/webhook-refused.md': ['npm test', deploy],
  'docs/runbook/webhook-secret.md': [storeSecret, storeSecret, storeSecret],
  'docs/runbook/webhook-slow.md': [{ only: 'sources', text: deploy }],
  'docs/runbook/webhook-throttled.md': [deploy],
  'docs/runbook/webhook-unanswered.md': [deploy],
  'docs/runbook/webhook-unsigned.md': [deploy],
  'docs/teardown.md': [
    { only: 'logs', text: 'npx cdk destroy --app npx tsx infra/example-app.ts --all' },
    'aws s3api delete-objects --bucket a-physical-id --delete file:///tmp/versions.json',
    'gh variable set DEPLOY_STAGES --body ["prod"]',
    'gh workflow run destroy.yml -f stage=dev -f stack=sample-project-dev',
    'gh variable set DEPLOY_STAGES --body ["dev"]',
    'aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name sample-project-prod',
    'gh workflow run destroy.yml -f stage=prod -f stack=sample-project-prod',
    { only: 'clicks-http', text: 'aws kinesisanalyticsv2 stop-application --application-name APPLICATION' },
    'npx cdk destroy --app npx tsx infra/github-oidc-app.ts sample-project-github-dev -c repository=acme/shop -c subjectPrefix=repo:acme/shop',
    'gh api --method DELETE repos/acme/shop/environments/dev',
    'gh api --method DELETE repos/acme/shop/environments/dev-lookup',
    'npm run replay',
    { only: 'logs-domain', text: 'npm run connect -- --stage STAGE --remove' },
    { only: ['domain', 'logs-domain'], text: 'aws ec2 delete-network-interface --network-interface-id eni-…' },
    { only: ['sources', 'sources-firehose'], text: 'aws kafka delete-cluster --cluster-arn CLUSTER' },
    {
      only: ['logs-domain', 'sources', 'sources-firehose'],
      text: 'aws redshift-serverless delete-namespace --namespace-name STACK',
    },
    'gh variable delete DEPLOY_STAGES',
  ],
};

export const changesFor = (extreme: string, page: string): string[] =>
  (changes[page] ?? []).flatMap((change) =>
    typeof change === 'string' ? [change] : [change.only].flat().includes(extreme) ? [change.text] : [],
  );
