import { Fault, type FaultCode } from '../model/fault.ts';

/** What the image library says, and whose fault that is. The first that fits; failing all, the master's own. */
const BLAMES: readonly (readonly [RegExp, FaultCode, string])[] = [
  [/is missing/, 'internal', 'The master is not where it was.'],
  [
    /bad labq|no known route/,
    'unsupported',
    'The colours of the image are written down in a way that cannot be read.',
  ],
  [/pixel limit/i, 'too-large', 'The image has too many pixels.'],
  [
    /no space left|unable to (create|write)|write error/i,
    'unavailable',
    'The tiles could not be written: the disk may be full.',
  ],
];

/** Whatever was thrown while a master was decoded and its tiles were written, as a Fault. */
function decodeFault(cause: unknown): Fault {
  const message = cause instanceof Error ? cause.message : '';
  const [, code, detail] = BLAMES.find(([pattern]) => pattern.test(message)) ?? [];
  return new Fault(code ?? 'bad-image', detail ?? 'The image could not be decoded to its end.', { cause });
}

/** What the work gives. @throws what the image library threw, by {@link decodeFault} */
export async function decoding<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw decodeFault(cause);
  }
}
