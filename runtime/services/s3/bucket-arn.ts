import { partitionOf } from '../../template/place.ts';

/** The ARN of a bucket; it names neither an account nor a region (S3 guide, "Amazon Resource Names"). */
export const bucketArnOf = (region: string, name: string): string => `arn:${partitionOf(region)}:s3:::${name}`;
