import { describe, expect, it } from '@jest/globals';
import { dataOf, mapped } from './mapped.ts';
import { createWorld, day, functionArn, hour, minute, roleArn, second, start, streamArn } from './world.ts';

describe('a stream mapping', () => {
  it('gives the function the event that Lambda documents', async () => {
    const world = createWorld({});
    world.stream.put('p1', 'hello');
    const events: unknown[] = [];
    const mapping = mapped(world, {}, (_, event, context) => {
      events.push(event, context.functionName, context.invokedFunctionArn, context.getRemainingTimeInMillis());
    });
    await world.clock.run(mapping.idle());
    expect(events).toStrictEqual([
      {
        Records: [
          {
            kinesis: {
              kinesisSchemaVersion: '1.0',
              partitionKey: 'p1',
              sequenceNumber: world.stream.records()[0]!.sequenceNumber,
              data: 'aGVsbG8=',
              approximateArrivalTimestamp: start / 1000,
            },
            eventSource: 'aws:kinesis',
            eventVersion: '1.0',
            eventID: `shardId-000000000000:${world.stream.records()[0]!.sequenceNumber}`,
            eventName: 'aws:kinesis:record',
            invokeIdentityArn: roleArn,
            awsRegion: 'eu-west-1',
            eventSourceARN: streamArn,
          },
        ],
      },
      'indexer',
      functionArn,
      30 * second,
    ]);
  });

  it('tells how many records are neither processed nor parked yet', async () => {
    const world = createWorld({});
    for (const key of ['a', 'b', 'c']) world.stream.put(key, key);
    const waiting: number[] = [];
    const mapping = mapped(world, { BatchSize: 1 }, () => void waiting.push(mapping.waiting()));
    expect(mapping.waiting()).toBe(3);
    await world.clock.run(mapping.idle());
    expect(waiting).toEqual([3, 2, 1]);
    expect(mapping.waiting()).toBe(0);
  });

  it('begins with the oldest record at TRIM_HORIZON, and skips what came before it at LATEST', async () => {
    const seen: Record<string, string[]> = { TRIM_HORIZON: [], LATEST: [] };
    for (const StartingPosition of ['TRIM_HORIZON', 'LATEST'] as const) {
      const world = createWorld({});
      world.stream.put('p1', 'before');
      const mapping = mapped(world, { StartingPosition }, (data) => void seen[StartingPosition]!.push(...data));
      world.stream.put('p1', 'after');
      await world.clock.run(mapping.idle());
    }
    expect(seen).toEqual({ TRIM_HORIZON: ['before', 'after'], LATEST: ['after'] });
  });

  it('handles one batch of a shard at a time, and shards side by side', async () => {
    const world = createWorld({ shards: 2 });
    for (const key of ['a', 'b', 'a', 'b']) world.stream.put(key, key);
    const log: string[] = [];
    const mapping = mapped(world, { BatchSize: 1 }, async ([data]) => {
      log.push(`${data} begins`);
      await world.clock.sleep(second);
      log.push(`${data} ends`);
    });
    await world.clock.run(mapping.idle());
    expect(log.slice(0, 4)).toEqual(['a begins', 'b begins', 'a ends', 'a begins']);
    expect(mapping.invocations()).toBe(4);
  });

  it('with ParallelizationFactor keeps the order of one key only', async () => {
    const world = createWorld({});
    for (let n = 0; n < 200; n++) world.stream.put(`p${n % 20}`, String(n));
    const order: number[] = [];
    let running = 0;
    let most = 0;
    const mapping = mapped(world, { ParallelizationFactor: 4, BatchSize: 5 }, async (data) => {
      most = Math.max(most, ++running);
      await world.clock.sleep(Number(data[0]) % 7);
      running--;
      order.push(...data.map(Number));
    });
    await world.clock.run(mapping.idle());
    expect(most).toBe(4);
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    for (let key = 0; key < 20; key++) {
      const ofKey = order.filter((n) => n % 20 === key);
      expect(ofKey).toEqual(ofKey.toSorted((a, b) => a - b));
      expect(ofKey).toHaveLength(10);
    }
  });

  it('gives every try a fresh copy of the event', async () => {
    const world = createWorld({});
    world.stream.put('p1', 'hello');
    const seen: string[] = [];
    const mapping = mapped(world, {}, ([data], event) => {
      seen.push(data!);
      event.Records[0]!.kinesis.data = 'spoilt';
      if (seen.length < 2) throw new Error('again');
    });
    await world.clock.run(mapping.idle());
    expect(seen).toEqual(['hello', 'hello']);
  });

  it('isolates one poison record and parks it whole, with all others processed', async () => {
    const world = createWorld({});
    for (let n = 0; n < 100; n++) world.stream.put('p1', n === 42 ? 'poison' : `record ${n}`);
    const processed = new Set<string>();
    const properties = {
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 2,
      FunctionResponseTypes: ['ReportBatchItemFailures'] as const,
    };
    const mapping = mapped(world, properties, (data, event) => {
      const failed = data.indexOf('poison');
      for (const one of failed < 0 ? data : data.slice(0, failed)) processed.add(one);
      const { sequenceNumber: itemIdentifier } = event.Records[failed]?.kinesis ?? {};
      return { batchItemFailures: failed < 0 ? [] : [{ itemIdentifier }] };
    });
    await world.clock.run(mapping.idle());
    expect(processed.size).toBe(99);
    expect(mapping.discarded().map(({ records, condition }) => [records.length, condition])).toEqual([
      [1, 'RetryAttemptsExhausted'],
    ]);

    const [parked, ...others] = world.objects.contents('aws/lambda/');
    expect(others).toEqual([]);
    expect(parked!.key).toBe(mapping.discarded()[0]!.objectKey);
    const poison = world.stream.records()[42]!;
    const object = JSON.parse(Buffer.from(parked!.body).toString());
    expect(object).toStrictEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: expect.any(Number),
      },
      // recorded on AWS, `report_batch_item_failures`: the function answered, so the error is there and null
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: null },
      version: '1.0',
      timestamp: new Date(parked!.storedAt).toISOString(),
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: poison.sequenceNumber,
        endSequenceNumber: poison.sequenceNumber,
        approximateArrivalOfFirstRecord: '2026-01-01T00:00:00.000Z',
        approximateArrivalOfLastRecord: '2026-01-01T00:00:00.000Z',
        batchSize: 1,
        streamArn,
      },
      payload: expect.any(String),
    });
    expect(JSON.parse(object.payload).Records.map(dataOf)).toEqual(['poison']);
  });

  it('names the on-failure object as Lambda does, and says that the function failed', async () => {
    const world = createWorld({});
    await world.clock.advance(14 * hour + 5 * minute + 9 * second);
    world.stream.put('p1', 'x');
    const mapping = mapped(world, { MaximumRetryAttempts: 0 }, () => Promise.reject(new Error('no')));
    await world.clock.run(mapping.idle());
    const [parked] = world.objects.contents('');
    expect(parked!.key).toMatch(
      /^aws\/lambda\/2f8d9b1c-0f5e-4a3b-9c7d-112233445566\/shardId-000000000000\/2026\/01\/01\/2026-01-01T14\.05\.10-[0-9a-f-]{36}$/,
    );
    expect(JSON.parse(Buffer.from(parked!.body).toString()).responseContext).toEqual({
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: 'Unhandled',
    });
  });

  it('parks what was too old before the function was ever called (recorded on AWS: expire-before-ingestion)', async () => {
    const world = createWorld({});
    world.stream.put('p1', 'old');
    await world.clock.advance(2 * minute);
    const mapping = mapped(world, { MaximumRecordAgeInSeconds: 60 }, () => undefined);
    await world.clock.run(mapping.idle());
    const [parked] = world.objects.contents('');
    const { requestContext, payload, ...others } = JSON.parse(Buffer.from(parked!.body).toString());
    expect(requestContext).toMatchObject({ condition: 'RecordAgeExceeded', approximateInvokeCount: 1 });
    expect(others).not.toHaveProperty('responseContext');
    expect(JSON.parse(payload).Records.map(dataOf)).toEqual(['old']);
    expect(mapping.invocations()).toBe(0);
  });

  it('parks what got too old while it was retried without what the function answered (recorded on AWS: expire-while-retrying)', async () => {
    const world = createWorld({});
    world.stream.put('p1', 'old');
    const mapping = mapped(world, { MaximumRecordAgeInSeconds: 60 }, () => Promise.reject(new Error('no')));
    await world.clock.run(mapping.idle());
    const [parked] = world.objects.contents('');
    const { requestContext, ...others } = JSON.parse(Buffer.from(parked!.body).toString());
    expect(requestContext).toMatchObject({ condition: 'RecordAgeExceeded', approximateInvokeCount: 8 });
    expect(others).not.toHaveProperty('responseContext');
    expect(mapping.invocations()).toBe(7);
  });

  it.each(['null', '""', '[]', '{}'])('takes %s for a success (recorded on AWS: success_scenarios)', async (answer) => {
    const world = createWorld({});
    world.stream.put('p1', 'x');
    const properties = { FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumRetryAttempts: 0 } as const;
    const mapping = mapped(world, properties, () => JSON.parse(answer) as unknown);
    await world.clock.run(mapping.idle());
    expect([mapping.invocations(), mapping.discarded()]).toEqual([1, []]);
  });

  it('begins at a time with AT_TIMESTAMP, and not without a position (recorded on AWS: test_create_event_source_validation)', async () => {
    const world = createWorld({});
    world.stream.put('p1', 'before');
    await world.clock.advance(minute);
    world.stream.put('p1', 'after');
    const seen: string[] = [];
    const from = { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: start / 1000 + 30 } as const;
    const mapping = mapped(world, from, (data) => void seen.push(...data));
    await world.clock.run(mapping.idle());
    expect(seen).toEqual(['after']);
    expect(() => mapped(world, { StartingPosition: undefined as never }, () => undefined)).toThrow(
      "Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
    expect(() => mapped(world, { StartingPosition: 'NEWEST' as never }, () => undefined)).toThrow(
      'enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]',
    );
  });

  it('loses what it discards when it has no destination', async () => {
    const world = createWorld({});
    world.stream.put('p1', 'x');
    const mapping = mapped(world, { MaximumRetryAttempts: 0 }, () => Promise.reject(new Error('no')), {
      onFailure: 'none',
    });
    await world.clock.run(mapping.idle());
    expect(mapping.discarded()).toEqual([
      {
        records: world.stream.records(),
        condition: 'RetryAttemptsExhausted',
        objectKey: undefined,
        hasDestination: false,
      },
    ]);
  });

  it('loses, even with a destination, what the stream itself has forgotten', async () => {
    const world = createWorld({ retention: day });
    world.stream.put('p1', 'x');
    const mapping = mapped(world, {}, () => Promise.reject(new Error('no')));
    await world.clock.run(mapping.idle());
    expect(mapping.discarded()).toMatchObject([{ condition: 'RetentionExceeded', objectKey: undefined }]);
    expect(world.objects.contents('')).toEqual([]);
    expect(world.clock.now()).toBeGreaterThan(start + day);
  });
});
