import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What is asked of the worker, and what it answers. A file is read in pieces: memory stays flat whatever its size. */
export interface HashRequest {
  readonly file: File;
}
export type HashAnswer =
  | { readonly kind: 'progress'; readonly hashedBytes: number }
  | { readonly kind: 'done'; readonly sha256: string }
  | { readonly kind: 'failed'; readonly reason: string };

const PIECE_BYTES = 4 * 1024 * 1024;

/** In plain JavaScript: WebAssembly would be faster, but wants a hole in the content security policy. */
async function hash(file: File): Promise<string> {
  const hasher = sha256.create();
  for (let start = 0; start < file.size; start += PIECE_BYTES) {
    const piece = await file.slice(start, start + PIECE_BYTES).arrayBuffer();
    hasher.update(new Uint8Array(piece));
    answer({ kind: 'progress', hashedBytes: start + piece.byteLength });
  }
  return bytesToHex(hasher.digest());
}

function answer(message: HashAnswer): void {
  self.postMessage(message);
}

self.addEventListener('message', (event: MessageEvent<HashRequest>) => {
  hash(event.data.file).then(
    (digest) => answer({ kind: 'done', sha256: digest }),
    (thrown: unknown) => answer({ kind: 'failed', reason: String(thrown) }),
  );
});
