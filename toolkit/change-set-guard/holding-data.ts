/** The CloudFormation types that hold what no deployment can make again, and what that is: "its items". */
export type StatefulTypes = Readonly<Record<string, string>>;

/**
 * Properties that an update policy changes in place, by type, while a change set leaves open whether it replaces the resource; the
 * policy; and what to ask before.
 */
export type ChangedInPlace = Readonly<Record<string, { property: string; policy: string; before: string }>>;

/** What a project says of the resources that hold data: infra/stateful-types.ts. */
export interface HoldingData {
  statefulTypes: StatefulTypes;
  changedInPlace: ChangedInPlace;
}
