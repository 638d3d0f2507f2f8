/** The name of the stage that `npm run local` runs, in addition to those that are deployed. */
export const local = 'local';
