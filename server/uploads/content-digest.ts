import { Fault } from '../../model/fault.ts';

const MEMBER = /^\s*([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):\s*(?:;.*)?$/;

/**
 * The SHA-256 in a Content-Digest, in lower-case hex. It may give other algorithms beside it.
 *
 * @throws Fault('bad-request') where there is none.
 * @see https://www.rfc-editor.org/rfc/rfc9530#name-the-content-digest-field
 */
export function readContentDigest(header: string | undefined): string {
  const members = (header ?? '').split(',').map((member) => MEMBER.exec(member));
  const base64 = members.findLast((member) => member?.[1] === 'sha-256')?.[2];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (bytes.byteLength === 32) return bytes.toString('hex');
  throw new Fault(
    'bad-request',
    'The header Content-Digest is needed, with the SHA-256 of the file: `sha-256=:…base64…:` (RFC 9530).',
  );
}
