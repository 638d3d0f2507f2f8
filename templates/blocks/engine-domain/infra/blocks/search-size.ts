import { EngineVersion } from 'aws-cdk-lib/aws-opensearchservice';
import { project } from '../project.ts';
import { mostZones } from './zones.ts';

/** Another version is an upgrade in place: docs/runbook/engine-upgrade.md. */
export const engineVersion = EngineVersion.OPENSEARCH_3_5;

/** The machines of a domain, and where they are. */
export interface SearchSize {
  instanceType: string;
  /** Availability zones: 1, 2 or 3, and not more than the region has for the account. */
  zones: number;
  /**
   * Which ones, by id (use1-az4): a zone has the same id in every account, and another name. As many as `zones`. Left out, they
   * are the first that CloudFormation finds; `npm run preflight` tells whether these have the instance type.
   */
  zoneIds?: readonly string[];
  /** A multiple of `zones`. */
  dataNodes: number;
  /** Dedicated ones keep the cluster's state apart from its load; 0 in a stage that may fail, else 3. */
  masterNodes: number;
  /** GiB on each data node. */
  volumeSize: number;
}

const prodZones = mostZones(project.stages.prod.region);

export const searchSizes: Record<'dev' | 'prod', SearchSize> = {
  dev: { instanceType: 't3.small.search', zones: 1, dataNodes: 1, masterNodes: 0, volumeSize: 10 },
  prod: { instanceType: 'm7g.large.search', zones: prodZones, dataNodes: prodZones, masterNodes: 3, volumeSize: 50 },
};
