import { Aws, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnNotebookInstance, CfnNotebookInstanceLifecycleConfig } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { join } from 'node:path';
import { acknowledge } from '../acknowledge.ts';
import { notebookFolder, onStart } from '../notebook-scripts.ts';
import type { Stage } from '../stage.ts';
import type { Lake } from './lake.ts';

/** Without work, after which the instance stops. */
const idleMinutes = 60;

/** A notebook instance with a notebook over curated events, which works in interactive sessions of Glue. It stops when nobody works in it. */
export class CurationNotebook extends Construct {
  constructor(scope: Construct, id: string, { lake }: { stage: Stage; lake: Lake }) {
    super(scope, id);
    const { stackName, region } = Stack.of(this);
    const name = `${stackName}-notebook`;
    const idle = new Asset(this, 'StopWhenIdle', { path: join(notebookFolder, 'stop-when-idle.py') });
    const notebook = new Asset(this, 'Events', { path: join(notebookFolder, 'curated-events.ipynb') });
    const session = this.#sessionRole(lake);
    const role = this.#role(name, [idle, notebook], session);
    const script = onStart({
      ASSETS: idle.s3BucketName,
      IDLE: idle.s3ObjectKey,
      NOTEBOOK: notebook.s3ObjectKey,
      REGION: region,
      NAME: name,
      MINUTES: String(idleMinutes),
    });
    const lifecycle = new CfnNotebookInstanceLifecycleConfig(this, 'Lifecycle', {
      notebookInstanceLifecycleConfigName: name,
      onStart: [{ content: Fn.base64(script) }],
    });
    const instance = new CfnNotebookInstance(this, 'Instance', {
      notebookInstanceName: name,
      instanceType: 'ml.t3.medium',
      roleArn: role.roleArn,
      lifecycleConfigName: lifecycle.attrNotebookInstanceLifecycleConfigName,
      platformIdentifier: 'notebook-al2023-v1',
      rootAccess: 'Disabled',
      volumeSizeInGb: 5,
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    });
    instance.node.addDependency(role);
    for (const [rule, because] of [
      ['AwsSolutions-SM1', 'Sessions of Glue read the lake; the instance holds a notebook, and no data of the network'],
      ['AwsSolutions-SM2', 'Its volume is encrypted with a key of AWS, and holds notebooks alone'],
      [
        'AwsSolutions-SM3',
        'It installs the kernels of Glue from the internet, and nobody reaches it from there without IAM',
      ],
    ] as const)
      acknowledge(instance, rule, because);
    new CfnOutput(Stack.of(this), 'NotebookName', { value: instance.notebookInstanceName! });
    new CfnOutput(Stack.of(this), 'NotebookSessionRoleArn', { value: session.roleArn });
  }

  /** What a session may do: read curated events. */
  #sessionRole({ bucket }: Lake): Role {
    const role = new Role(this, 'SessionRole', {
      assumedBy: new ServicePrincipal('glue.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    const allow = (actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ actions, resources }));
    allow(['s3:ListBucket'], [bucket.bucketArn]);
    allow(['s3:GetObject'], [bucket.arnForObjects('curated/*')]);
    const logs = Stack.of(this).formatArn({ service: 'logs', resource: 'log-group:/aws-glue/sessions/*' });
    allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], [logs]);
    const lakeId = Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket);
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${lakeId}.Arn>/curated/*]`,
      'The job names the files that it writes',
    );
    acknowledge(role, `AwsSolutions-IAM5[Resource::${logs}]`, 'Glue names the log groups of sessions');
    return role;
  }

  /** What the instance may do: read its files, open sessions, stop itself. */
  #role(name: string, assets: readonly Asset[], session: Role): Role {
    const stack = Stack.of(this);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    const allow = (actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ actions, resources }));
    allow(
      ['s3:GetObject'],
      assets.map(({ s3BucketName, s3ObjectKey }) =>
        stack.formatArn({ service: 's3', region: '', account: '', resource: s3BucketName, resourceName: s3ObjectKey }),
      ),
    );
    const sessions = stack.formatArn({ service: 'glue', resource: 'session', resourceName: '*' });
    allow(
      [
        'glue:CancelStatement',
        'glue:CreateSession',
        'glue:DeleteSession',
        'glue:GetSession',
        'glue:GetStatement',
        'glue:ListStatements',
        'glue:RunStatement',
        'glue:StopSession',
        'glue:TagResource',
      ],
      [sessions],
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [session.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' } },
      }),
    );
    allow(
      ['sagemaker:StopNotebookInstance'],
      [stack.formatArn({ service: 'sagemaker', resource: 'notebook-instance', resourceName: name })],
    );
    acknowledge(role, `AwsSolutions-IAM5[Resource::${sessions}]`, 'Glue draws the ids of sessions');
    return role;
  }
}
