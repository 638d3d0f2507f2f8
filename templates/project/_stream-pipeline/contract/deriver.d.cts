/** An event that contract/index.json names, and what derives from it. */
export interface ContractEvent {
    /** The name that code has for it: "item", "accessEvent". */
    role: string;
    /** Below contract/. */
    schemaFile: string;
    /** The fields that every event has. */
    required: string[];
    /** Its types and its check come first. */
    files: CheckedFile[];
    /** In sentences, what of its schema is not used. */
    notes: string[];
}
/** A file of contract/derived/ as the contract gives it. */
export interface CheckedFile {
    /** Below the project: "contract/derived/access-event.ts". */
    path: string;
    text: string;
    /** Whether the file in the project is another, or missing. */
    stale: boolean;
}
/** The events of the project in this folder. Throws where one cannot be used: a line for each problem. */
export declare const contractEvents: (project: string) => ContractEvent[];
/** Writes what is stale of contract/derived/, and tells of each file and each note in a line. Throws as `contractEvents` does. */
export declare function writeDerived(project: string, tell: (line: string) => void): void;
