// Every command begins with this check: older versions of Node.js fail later, with an error that does not name the cause.
const [major] = process.versions.node.split('.').map(Number);
if (major < 22) {
  console.error(
    `This project needs Node.js 22 or later (24 recommended, see .nvmrc), but this is ${process.versions.node}. Download it from https://nodejs.org`,
  );
  process.exit(1);
}
