import type { DescribeChangeSetInput, DescribeChangeSetOutput, ResourceChange } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from '@jest/globals';
import { changedInPlace, statefulTypes } from '../../templates/project/infra/stateful-types.ts';
import { changeSets } from '../../toolkit/change-set-guard/change-set.ts';
import { judge } from '../../toolkit/change-set-guard/guard.ts';
import { losses } from '../../toolkit/change-set-guard/losses.ts';

const holding = { statefulTypes, changedInPlace };
const table = { LogicalResourceId: 'Table1', ResourceType: 'AWS::DynamoDB::GlobalTable' };

/** A change set of stack shop-dev, ready to be executed. */
const changeSet = (...changes: ResourceChange[]): DescribeChangeSetOutput => ({
  StackName: 'shop-dev',
  ChangeSetName: 'run-1-1',
  Status: 'CREATE_COMPLETE',
  ExecutionStatus: 'AVAILABLE',
  Changes: changes.map((ResourceChange) => ({ Type: 'Resource', ResourceChange })),
});

const fates = (change: ResourceChange) => losses(changeSet({ ...table, ...change }), holding).map(({ fate }) => fate);

describe('a stateful resource', () => {
  it.each<[string, ResourceChange]>([
    ['made', { Action: 'Add' }],
    ['taken into the stack', { Action: 'Import' }],
    ['only noted differently', { Action: 'SyncWithActual' }],
    ['changed in place', { Action: 'Modify', Replacement: 'False' }],
  ])('may be %s', (_what, change) => {
    expect(fates(change)).toEqual([]);
  });

  it.each<[string, ResourceChange, RegExp]>([
    ['deleted', { Action: 'Remove', PolicyAction: 'Delete' }, /would be deleted/],
    ['deleted after a snapshot', { Action: 'Remove', PolicyAction: 'Snapshot' }, /would be deleted/],
    ['let go', { Action: 'Remove', PolicyAction: 'Retain' }, /stay in the account, but leave the stack/],
    [
      'replaced',
      { Action: 'Modify', Replacement: 'True', PolicyAction: 'ReplaceAndDelete' },
      /replaced .* and deleted/,
    ],
    ['left behind', { Action: 'Modify', Replacement: 'True', PolicyAction: 'ReplaceAndRetain' }, /old one would stay/],
    ['perhaps replaced', { Action: 'Modify', Replacement: 'Conditional' }, /may be replaced/],
    ['changed in a way that nobody knows', { Action: 'Dynamic' }, /may be replaced/],
    ['treated in a way that is new to us', { Action: 'Evaporate' as 'Dynamic' }, /may be replaced/],
  ])('may not be %s', (_what, change, fate) => {
    expect(fates(change)).toEqual([expect.stringMatching(fate)]);
  });

  it.each(Object.keys(statefulTypes))('can be a %s', (ResourceType) => {
    expect(losses(changeSet({ Action: 'Remove', LogicalResourceId: 'Any', ResourceType }), holding)).toHaveLength(1);
  });
});

it('lets everything else be replaced and deleted', () => {
  const rest = { LogicalResourceId: 'Any', ResourceType: 'AWS::Lambda::Function' };
  expect(
    losses(changeSet({ ...rest, Action: 'Remove' }, { ...rest, Action: 'Modify', Replacement: 'True' }), holding),
  ).toEqual([]);
});

it('tells which changes are behind a replacement', () => {
  const replaced: ResourceChange = {
    ...table,
    Action: 'Modify',
    Replacement: 'True',
    Details: [
      { Target: { Attribute: 'Properties', Name: 'KeySchema', RequiresRecreation: 'Always' } },
      { Target: { Attribute: 'Properties', Name: 'KeySchema', RequiresRecreation: 'Always' } },
      { Target: { Attribute: 'Properties', Name: 'BillingMode', RequiresRecreation: 'Never' } },
      { Target: { Attribute: 'Tags', RequiresRecreation: 'Never' } },
    ],
  };
  expect(losses(changeSet(replaced), holding)).toMatchObject([{ because: ['KeySchema'] }]);
});

describe('another version of a search domain', () => {
  const upgraded = (Replacement: 'Conditional' | 'True', ...properties: string[]): ResourceChange => ({
    LogicalResourceId: 'Domain1',
    ResourceType: 'AWS::OpenSearchService::Domain',
    Action: 'Modify',
    Replacement,
    Details: properties.map((Name) => ({
      Target: { Attribute: 'Properties', Name, RequiresRecreation: 'Conditionally' },
    })),
  });
  const report = (change: ResourceChange) => judge([changeSet(change)], holding, []);

  it('stops, and is said to be an upgrade in place where CloudFormation leaves it open', () => {
    const { decision, report: text } = report(upgraded('Conditional', 'EngineVersion'));
    expect(decision).toBe('refuse');
    expect(text).toMatch(/Changed: EngineVersion\. With the update policy EnableVersionUpgrade, .*upgrade in place/);
    expect(text).toContain('--perform-check-only');
  });

  it.each<[string, ResourceChange]>([
    ['with a replacement that is certain', upgraded('True', 'EngineVersion')],
    ['together with another property', upgraded('Conditional', 'EngineVersion', 'EncryptionAtRestOptions')],
  ])('is not to be agreed to %s', (_what, change) => {
    expect(report(change).report).toMatch(/Do not agree: change EngineVersion with the update policy/);
  });

  it('is nothing that other replacements are advised about', () => {
    expect(report(upgraded('Conditional', 'EncryptionAtRestOptions')).report).not.toMatch(/in place that|Do not agree/);
  });
});

describe('the guard', () => {
  const removed: ResourceChange = { ...table, Action: 'Remove' };

  it('refuses a loss, and says of what, why, and what to do', () => {
    const { decision, report } = judge([changeSet(removed)], holding, []);
    expect(decision).toBe('refuse');
    expect(report).toContain('- shop-dev/Table1 (AWS::DynamoDB::GlobalTable, with its items) would be deleted.');
    expect(report).toMatch(/in the field "allow-replacement":\n\n {4}shop-dev\/Table1$/);
  });

  it('lets a loss happen that was agreed to, and mentions it', () => {
    const { decision, report } = judge([changeSet(removed)], holding, ['shop-dev/Table1']);
    expect(decision).toBe('execute');
    expect(report).toContain('shop-dev/Table1');
  });

  it.each(['shop-prod/Table1', 'Table1', 'shop-dev/Table2', ''])('does not take "%s" for an agreement', (agreed) => {
    expect(judge([changeSet(removed)], holding, [agreed]).decision).toBe('refuse');
  });

  it('asks about each of several losses', () => {
    const other = { ...removed, LogicalResourceId: 'Table2' };
    const { decision, report } = judge([changeSet(removed, other)], holding, ['shop-dev/Table1']);
    expect(decision).toBe('refuse');
    expect(report).not.toContain('shop-dev/Table1');
    expect(report).toContain('shop-dev/Table2');
  });

  it('sees a loss in a nested stack', () => {
    const nested = { ...changeSet(removed), StackName: 'shop-dev-Store-1' };
    expect(judge([changeSet(), nested], holding, []).report).toContain('shop-dev-Store-1/Table1');
  });

  it.each([
    "The submitted information didn't contain changes. Submit different information to create a change set.",
    'No updates are to be performed.',
  ])('has nothing to do when CloudFormation says "%s"', (StatusReason) => {
    const empty = { ...changeSet(), Status: 'FAILED' as const, ExecutionStatus: 'UNAVAILABLE' as const, StatusReason };
    expect(judge([empty], holding, []).decision).toBe('nothing to do');
  });

  it.each<Partial<DescribeChangeSetOutput>>([
    { Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason: 'Template format error' },
    { Status: 'CREATE_IN_PROGRESS', ExecutionStatus: 'UNAVAILABLE' },
    { Status: 'CREATE_COMPLETE', ExecutionStatus: 'OBSOLETE' },
  ])('refuses a change set that cannot be executed: %j', (state) => {
    expect(judge([{ ...changeSet(), ...state }], holding, []).decision).toBe('refuse');
  });
});

describe('reading a change set', () => {
  /** CloudFormation with these answers, by change set and token. */
  const cloudformation = (answers: Record<string, DescribeChangeSetOutput>) => (input: DescribeChangeSetInput) =>
    Promise.resolve(answers[[input.ChangeSetName, input.NextToken].filter(Boolean).join(' ')]!);
  const ids = (described: DescribeChangeSetOutput[]) =>
    described.map(({ StackName, Changes }) => [
      StackName,
      ...Changes!.map(({ ResourceChange }) => ResourceChange!.LogicalResourceId),
    ]);
  const change = (LogicalResourceId: string): ResourceChange => ({ LogicalResourceId, Action: 'Modify' });

  it('takes the changes of all its pages', async () => {
    const describeChangeSet = cloudformation({
      run: { ...changeSet(change('A')), NextToken: '2' },
      'run 2': { ...changeSet(change('B')), NextToken: '3' },
      'run 3': changeSet(change('C')),
    });
    expect(ids(await changeSets(describeChangeSet, { ChangeSetName: 'run' }))).toEqual([['shop-dev', 'A', 'B', 'C']]);
  });

  it('goes into nested stacks', async () => {
    const store = { ...change('Store'), ResourceType: 'AWS::CloudFormation::Stack', ChangeSetId: 'arn:store' };
    const describeChangeSet = cloudformation({
      run: changeSet(change('A'), store),
      'arn:store': { ...changeSet(change('B')), StackName: 'shop-dev-Store-1' },
    });
    expect(ids(await changeSets(describeChangeSet, { ChangeSetName: 'run' }))).toEqual([
      ['shop-dev', 'A', 'Store'],
      ['shop-dev-Store-1', 'B'],
    ]);
  });
});
