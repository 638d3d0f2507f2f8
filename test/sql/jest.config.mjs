import base from '../../jest.config.mjs';

/** Tests that need a parser of Redshift's SQL: started by run.ts, which looks for Python first. One file after the other, because they share a project. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/sql'],
  testMatch: ['<rootDir>/test/sql/**/*.sql.ts'],
  maxWorkers: 1,
  reporters: ['default'],
};
