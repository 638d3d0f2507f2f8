import type { Point } from './arrange.ts';

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Laid {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of each node. */
  readonly nodes: readonly Point[];
  readonly lines: readonly Line[];
}

/** How an edge is drawn. */
export interface Line {
  /** Index of the edge. */
  readonly edge: number;
  /** Whether the edge closes a circle. */
  readonly back: boolean;
  /** The path, from where the edge begins to where it ends. */
  readonly path: string;
  readonly label: Label;
}

export interface Label extends Point {
  /** Where its text stands: around the point, right of it, or left of it. */
  readonly anchor: 'middle' | 'start' | 'end';
}
