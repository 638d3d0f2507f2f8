import { Annotations, FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const project = join(import.meta.dirname, '..', '..');
const built = join(project, 'analytics', 'app', 'target', 'click-analysis.jar');
/** Everything that becomes part of the jar, or says how. */
const sources = [
  'analytics/pom.xml',
  'analytics/settings.json',
  ...['app', 'core'].flatMap((module) => [`analytics/${module}/pom.xml`, `analytics/${module}/src/main`]),
  'contract/click-event.schema.json',
];

/** What to do where the jar of the job is not there. */
export const howToBuild =
  'The jar of the analysis is missing, or older than its sources. Run "mvn -f analytics package", and synthesize again.';

/** Where the jar of the job is in S3, once the stack is deployed. */
export interface AnalysisJar {
  bucketName: string;
  objectKey: string;
  /** Of its sources: the same sources are the same job, whoever builds them. */
  hash: string;
}

/**
 * The jar that Maven builds, as an asset of the stack. Its name in S3 comes from its sources, so that templates are the same with and
 * without it: tests, `npm run local` and a check for drift need no Java. Without the jar, or with one that is older than its sources, nothing
 * can be deployed: publishing the asset fails before the deployment begins.
 */
export function analysisJar(scope: Construct): AnalysisJar {
  const files = sources.flatMap((source) => filesIn(join(project, source))).toSorted();
  const hash = hashOf(files);
  const newest = Math.max(...files.map((file) => statSync(file).mtimeMs));
  const { synthesizer } = Stack.of(scope);
  if (!existsSync(built) || statSync(built).mtimeMs < newest) {
    Annotations.of(scope).addInfoV2('analysis-jar', howToBuild);
    const fail = `console.error(${JSON.stringify(howToBuild)}); process.exit(1)`;
    const { bucketName, objectKey } = synthesizer.addFileAsset({ sourceHash: hash, executable: ['node', '-e', fail] });
    return { bucketName, objectKey, hash };
  }
  // without an ending: its name in S3 would have the same
  const fileName = `click-analysis-${hash}`;
  copyFileSync(built, join(Stage.of(scope)!.assetOutdir, fileName));
  const source = { sourceHash: hash, fileName, packaging: FileAssetPackaging.FILE };
  const { bucketName, objectKey } = synthesizer.addFileAsset(source);
  return { bucketName, objectKey, hash };
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(relative(project, file).replaceAll('\\', '/')).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const filesIn = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));
