import { parseReference } from './item.ts';

/** Before an identifier in the addresses and the short forms that people copy it from. */
const RESOLVERS = /^(?:https?:\/\/(?:hdl\.handle\.net|(?:dx\.)?doi\.org|n2t\.net)\/|hdl:|doi:)/i;
/** What a browser takes out of an address, or an address of any other kind. */
const NO_PID = /(^|\/)\.{0,2}(\/|$)|^[a-z]+:\/\//i;

/**
 * A name by which the world asks for an item: a handle (`10622/ARCH00860.1`), a DOI, an ARK or whatever an archive has.
 * The address of its resolver before it is left out.
 *
 * @returns undefined if it is none: longer than 200 characters, with an empty part between slashes, another address.
 */
export function parsePid(text: string): string | undefined {
  const pid = parseReference(text.trim().replace(RESOLVERS, ''));
  return pid === undefined || NO_PID.test(pid) ? undefined : pid;
}

/** Where the world resolves a name that is a handle, a DOI or an ARK; undefined of any other. */
export function resolverOf(pid: string): string | undefined {
  if (/^10\.\d{4,9}\/\S+$/.test(pid)) return `https://doi.org/${encodeURI(pid)}`;
  if (/^\d+(\.\d+)*\/\S+$/.test(pid)) return `https://hdl.handle.net/${encodeURI(pid)}`;
  return /^ark:\/?\d{5,}\/\S+$/.test(pid) ? `https://n2t.net/${encodeURI(pid)}` : undefined;
}
