import type { HashAnswer, HashRequest } from './hash-worker.ts';

/**
 * The SHA-256 of a file in lower-case hex, taken beside the page so that it stays quick.
 *
 * @throws Error where the file can no longer be read, or where the browser cannot do it; DOMException on abort.
 */
export function hashFile(
  file: File,
  progress: (hashedBytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  const hashed = new Promise<string>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.addEventListener('message', (event: MessageEvent<HashAnswer>) => {
      const answer = event.data;
      if (answer.kind === 'progress') progress(answer.hashedBytes);
      else if (answer.kind === 'done') resolve(answer.sha256);
      else reject(new Error(answer.reason));
    });
  });
  worker.postMessage({ file } satisfies HashRequest);
  return hashed.finally(() => worker.terminate());
}
