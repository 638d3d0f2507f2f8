// The validator of aws-cdk-lib takes seconds to set up, and a minute in a process that has run many tests.
// These tests look at templates only; the matrix validates them.
process.env['CDK_VALIDATION'] = 'false';
