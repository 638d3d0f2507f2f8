// Loaded into a run of the command with --import: AWS has to answer by a deadline, and how long a busy machine takes to load what
// asks it is not what a test is about.
import '@aws-sdk/client-sts';
import '@smithy/signature-v4';
