import type { Described, Give } from '../contracts/template.ts';
import { identifier, partitionOf, regionalArn, uuid } from './place.ts';

/** What resources give of themselves, in the shapes that AWS uses. Each service puts its own together from these. */
export const name: Give = ({ name: own }) => own;

export const arn =
  (service: string, resource: Give): Give =>
  (self) =>
    regionalArn(service, self.place, resource(self));

/** IAM and S3 ARNs have no region; those of S3 no account either. */
export const globalArn =
  (service: string, resource: Give, owner: Give = ({ place }) => place.account): Give =>
  (self) =>
    `arn:${partitionOf(self.place.region)}:${service}::${owner(self)}:${resource(self)}`;

/** An id that AWS draws: the same in every run. */
export const drawn =
  (length: number, prefix: Give = () => ''): Give =>
  (self) =>
    prefix(self) + identifier(self.place, self.id, length, 36);

export const drawnUuid: Give = ({ place, id }) => uuid(place, id);

/** A property of the resource where it is a text. */
export const property = (self: Described, key: string, otherwise: string): string => {
  const value = self.properties[key];
  return typeof value === 'string' ? value : otherwise;
};

/** arn:aws:glue:REGION:ACCOUNT:job/NAME for an AWS::Glue::Job: what most services do. */
export const guessedArn: Give = (self) => {
  const [vendor, ...kind] = self.type.toLowerCase().split('::');
  const [service = '', type = self.type] = vendor === 'aws' ? kind : ['custom', ...kind];
  return arn(service, ({ name: own }) => `${type}/${own}`)(self);
};
