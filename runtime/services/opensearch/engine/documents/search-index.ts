import type { Clock } from '../../../../contracts/clock.ts';
import type { IndexSettings } from '../../types.ts';
import { View } from '../search/view.ts';
import { documentSettingsOf, type SettingsMap } from '../settings.ts';
import { parseDocument } from './document-parser.ts';
import { Documents, versionConflict, type Deletion, type StoredDocument, type Versioning } from './documents.ts';
import { Mapping, type MappingDefinition } from './mapping.ts';

/** One index: documents that fit its mapping. */
export class SearchableIndex {
  readonly name: string;
  readonly settings: SettingsMap;
  readonly documents: Documents;
  #mapping: Mapping;

  constructor(name: string, settings: SettingsMap, mapping: MappingDefinition, clock: Clock, defaults: IndexSettings) {
    this.name = name;
    this.settings = settings;
    this.#mapping = new Mapping(mapping);
    this.documents = new Documents(clock, documentSettingsOf(settings, defaults));
  }

  get mapping(): Mapping {
    return this.#mapping;
  }

  extendMapping(addition: MappingDefinition): void {
    this.#mapping = this.#mapping.extended(addition);
  }

  /** Writes a document. Throws the Problem of its bulk item. */
  write(
    id: string,
    source: string,
    versioning: Versioning,
    mustBeNew: boolean,
  ): { document: StoredDocument; created: boolean } {
    const before = this.documents.get(id);
    const mapping = this.#mapping;
    const { discovered } = parseDocument(id, source, mapping);
    if (before && mustBeNew) throw versionConflict(id, `document already exists (current version [${before.version}])`);
    if (discovered) this.extendMapping(discovered);
    return { document: this.documents.write(id, source, mapping, versioning), created: before === undefined };
  }

  delete(id: string, versioning: Versioning): Deletion {
    return this.documents.delete(id, versioning);
  }

  /** What a search sees now, and goes on seeing through a point in time. */
  view(): View {
    return new View(this.name, this.#mapping, [...this.documents.searchable().values()]);
  }
}
