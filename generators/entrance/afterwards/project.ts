import type { Answers, ProjectFile } from '../../core/api.ts';
import type { PlacedProblem } from '../problems.ts';
import type { FileState } from '../writing/compare.ts';
import type { Target } from '../writing/target.ts';

/** Everything that is known about a project before its first file is written. */
export interface Project {
  answers: Answers;
  /** Keys that were left to their default. */
  defaults: readonly string[];
  /** Keys that the organisation's policy has decided. */
  locked: readonly string[];
  /** The file of that policy, where there is one. */
  policy: string | undefined;
  /** What is odd, and not wrong. */
  warnings: readonly PlacedProblem[];
  /** All files of the project, each with what writing it means for the folder. */
  files: readonly PlannedFile[];
  target: Target;
  /** The renames that put the files in place that are to be written. */
  moves: readonly string[];
}

export interface PlannedFile extends ProjectFile {
  state: FileState;
  /** Whether the file is written: those that are the same are not, nor those that are kept. */
  written: boolean;
}
