/** A mistake that processors are known to make, as a change of one file of a project. */
export interface Mistake {
  mistake: string;
  file: string;
  find: string;
  replace: string;
}
