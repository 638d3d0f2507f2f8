// npm run seed: writes the sample items of the contract to the table of a deployed stage.
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { parseArgs } from 'node:util';
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };
import { stages } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';
import { output, outputsOf } from '../stack/outputs.ts';

const { values } = parseArgs({ options: { stage: { type: 'string' } } });
const stage = stages.find(({ name }) => name === values.stage);
if (!stage) {
  console.error(`npm run seed -- --stage ${stages.map(({ name }) => name).join('|')}`);
  process.exit(1);
}
const table = output(await outputsOf(`${project.name}-${stage.name}`), 'TableName');
const dynamodb = new DynamoDBClient();
for (const item of samples) await dynamodb.send(new PutItemCommand({ TableName: table, Item: marshall(item) }));
console.log(
  `${samples.length} items are in ${table}; they can be found within ${stage.latencyObjective.toSeconds()} s.`,
);
