import base from '../../jest.config.mjs';

/** Tests that need a parser of Redshift's SQL: started by run.ts, which looks for Python first. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/sql'],
  testMatch: ['<rootDir>/test/sql/**/*.sql.ts'],
  reporters: ['default'],
};
