import { createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate for 127.0.0.1 that signs itself, and its key, in PEM. */
export interface LoopbackCertificate {
  readonly key: string;
  readonly cert: string;
}

let ofProcess: (LoopbackCertificate & { readonly file: string }) | undefined;

/** The one that servers of this process have. `file` has the certificate, for NODE_EXTRA_CA_CERTS, until the process ends. */
export function certificateOfProcess(): LoopbackCertificate & { readonly file: string } {
  if (ofProcess) return ofProcess;
  const made = loopbackCertificate();
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'certificate.pem');
  writeFileSync(file, made.cert);
  return (ofProcess = { ...made, file });
}

/** The same file, once a server of this process has the certificate. */
export const certificateFile = (): string | undefined => ofProcess?.file;

const address = [127, 0, 0, 1];
const day = 86_400_000;

/** A new one, good for a month: who trusts it trusts this run, and nobody else. */
export function loopbackCertificate(): LoopbackCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const body = signedPart(publicKey);
  const signature = createSign('sha256').update(body).sign(privateKey);
  const bytes = sequence(body, sequence(ecdsaWithSha256), bits(signature));
  const lines = bytes.toString('base64').match(/.{1,64}/g)!;
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}

/** RFC 5280, 4.1: TBSCertificate. */
function signedPart(publicKey: KeyObject): Buffer {
  const now = Date.now();
  const name = sequence(set(sequence(commonName, tagged(0x0c, Buffer.from('local run')))));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  return sequence(
    // version 3
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, serial),
    sequence(ecdsaWithSha256),
    name,
    sequence(time(now - day), time(now + 30 * day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    // subjectAltName with an IP address (4.2.1.6), and basicConstraints: an authority for itself (4.2.1.9)
    tagged(
      0xa3,
      sequence(
        sequence(subjectAltName, tagged(0x04, sequence(tagged(0x87, Buffer.from(address))))),
        sequence(basicConstraints, tagged(0x04, sequence(tagged(0x01, Buffer.from([0xff]))))),
      ),
    ),
  );
}

/** X.690, 8.1: a tag, a length, the content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const set = (part: Buffer): Buffer => tagged(0x31, part);
const bits = (content: Buffer): Buffer => tagged(0x03, Buffer.concat([Buffer.from([0]), content]));
/** UTCTime. */
const time = (at: number): Buffer =>
  tagged(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));

/** Object identifiers. */
const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');
const commonName = Buffer.from('0603550403', 'hex');
const subjectAltName = Buffer.from('0603551d11', 'hex');
const basicConstraints = Buffer.from('0603551d13', 'hex');
