// Every command begins with this: older versions of Node.js would fail somewhere in the middle, with a riddle.
const [major] = process.versions.node.split('.').map(Number);
if (major < 22) {
  console.error(
    `This project needs Node.js 22 or newer (24 is best, see .nvmrc); this is ${process.versions.node}. Get it from https://nodejs.org`,
  );
  process.exit(1);
}
