const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]+/gu;
const MOST_LETTERS = 100;

/**
 * A Content-Disposition with a file name in any script: as it is for who reads RFC 8187, and in ASCII for who does not.
 *
 * @param words what the file is called, without its extension
 * @see https://www.rfc-editor.org/rfc/rfc6266
 */
export function contentDisposition(way: 'inline' | 'attachment', words: string, extension: string): string {
  const clean = words.normalize('NFC').replace(FORBIDDEN, ' ').replace(/\s+/g, ' ').trim();
  const name = `${[...clean].slice(0, MOST_LETTERS).join('').trim() || 'file'}.${extension}`;
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]+/g, '_')
    .replace(/%/g, '_');
  return `${way}; filename="${plain}"; filename*=UTF-8''${encodeValue(name)}`;
}

/** @see https://www.rfc-editor.org/rfc/rfc8187#section-3.2.1 */
function encodeValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
