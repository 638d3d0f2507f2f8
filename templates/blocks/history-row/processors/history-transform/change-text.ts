import { Untransformable } from '../lib/firehose-transform.ts';
import { JsonBytes, mark } from './json-bytes.ts';

/** The parts of a change record that hold attributes (DynamoDB developer guide, "Kinesis Data Streams record"). */
export type ImageName = 'Keys' | 'NewImage' | 'OldImage';
const imageNames: readonly string[] = ['Keys', 'NewImage', 'OldImage'] satisfies ImageName[];

/** A change record whose attributes are plain JSON. */
export interface ChangeText {
  /** The record with 0 in place of each image. */
  header: string;
  /** Plain JSON as it stands in a JSON string: numbers with all their digits, sets as lists, binary values as base64. */
  images: Partial<Record<ImageName, string>>;
  /** Whether the images tell all that the record tells of the item: a list may have been a set, and a text binary. */
  isLossless: boolean;
}

/** Throws Untransformable for what is not the record of a change. */
export function changeText(data: Buffer): ChangeText {
  const json = new JsonBytes(data);
  const copy = new ImageCopy(json);
  const images: ChangeText['images'] = {};
  let header = '';
  let from = 0;
  if (json.next() !== mark.openMap) throw new Untransformable('it is not a JSON object');
  members(json, (name) => {
    if (name !== 'dynamodb' || json.next() !== mark.openMap) return json.skip();
    members(json, (part) => {
      if (!imageNames.includes(part) || json.next() !== mark.openMap) return json.skip();
      header += `${json.text(from, json.at)}0`;
      copy.map();
      images[part as ImageName] = json.copied();
      from = json.at;
    });
  });
  header += json.text(from, data.length);
  return { header, images, isLossless: copy.isLossless };
}

/** Reads a map: `read` takes each value. */
function members(json: JsonBytes, read: (name: string) => void): void {
  for (let more = json.begins(mark.openMap, mark.closeMap); more; more = json.goesOn(mark.closeMap)) read(json.name());
}

/** The type of an attribute as a number: the codes of its letters. */
const codeOf = (type: string): number => Buffer.from(type).reduce((code, letter) => code * 256 + letter, 0);
const S = codeOf('S');
const N = codeOf('N');
const M = codeOf('M');
const L = codeOf('L');
const BOOL = codeOf('BOOL');
const NULL = codeOf('NULL');
const SS = codeOf('SS');
const NS = codeOf('NS');
const B = codeOf('B');
const BS = codeOf('BS');

/** Copies attributes as plain JSON. */
class ImageCopy {
  readonly #json: JsonBytes;
  isLossless = true;

  constructor(json: JsonBytes) {
    this.#json = json;
  }

  /** The attributes of an item, or of a map in it. */
  map(): void {
    const json = this.#json;
    json.put(mark.openMap);
    for (let more = json.begins(mark.openMap, mark.closeMap); more;) {
      json.copyString();
      json.take(mark.colon);
      json.put(mark.colon);
      this.#attribute();
      more = json.goesOn(mark.closeMap);
      if (more) json.put(mark.comma);
    }
    json.put(mark.closeMap);
  }

  /** { TYPE: value } */
  #attribute(): void {
    const json = this.#json;
    json.take(mark.openMap);
    const type = json.code();
    json.take(mark.colon);
    this.#value(type);
    json.take(mark.closeMap);
  }

  #value(type: number): void {
    const json = this.#json;
    switch (type) {
      case S:
        return json.copyString();
      case N:
        return json.copyNumber();
      case M:
        return this.map();
      case L:
        return this.#list(() => this.#attribute());
      case BOOL:
        return json.putText(json.truth());
      case NULL:
        json.truth();
        return json.putText('null');
    }
    this.isLossless = false;
    switch (type) {
      case SS:
        return this.#list(() => json.copyString());
      case NS:
        return this.#list(() => json.copyNumber());
      case B:
        return this.#bytes();
      case BS:
        return this.#list(() => this.#bytes());
      default:
        throw new Untransformable('DynamoDB does not have the type of an attribute');
    }
  }

  #list(copyMember: () => void): void {
    const json = this.#json;
    json.put(mark.openList);
    for (let more = json.begins(mark.openList, mark.closeList); more;) {
      copyMember();
      more = json.goesOn(mark.closeList);
      if (more) json.put(mark.comma);
    }
    json.put(mark.closeList);
  }

  /** The stream encodes binary values twice (DynamoDB developer guide, "Kinesis Data Streams record"). */
  #bytes(): void {
    const json = this.#json;
    json.next();
    const from = json.at;
    json.skip();
    const twice = JSON.parse(json.text(from, json.at)) as unknown;
    if (typeof twice !== 'string') throw new Untransformable('a binary value is not a text');
    const once = JSON.stringify(JSON.stringify(Buffer.from(twice, 'base64').toString()));
    json.putText(once.slice(1, -1));
  }
}
