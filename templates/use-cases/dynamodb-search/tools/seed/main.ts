// npm run seed: writes the sample items of the contract to the table of a deployed stage.
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };
import { stages } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';
import { asksForHelp } from '../help.ts';
import { deployedStage } from '../stack/deployed-stage.ts';
import { describeStack } from '../stack/describe-stack.ts';
import { output } from '../stack/output.ts';
import { dynamodbItem } from '../table/dynamodb-item.ts';
import { readStage, usage } from './arguments.ts';

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(argv: string[]): Promise<void> {
  const names = stages.map((stage) => stage.name);
  if (asksForHelp(argv)) return console.log(usage(names));
  const name = readStage(argv, names);
  const { region, outputs } = await deployedStage(project, name, describeStack);
  const table = output(outputs, 'TableName');
  const dynamodb = new DynamoDBClient({ region });
  for (const item of samples) await dynamodb.send(new PutItemCommand({ TableName: table, Item: dynamodbItem(item) }));
  const objective = stages.find((stage) => stage.name === name)!.latencyObjective;
  console.log(`Wrote ${samples.length} items to ${table}. Searches find them within ${objective.toSeconds()} s.`);
}
