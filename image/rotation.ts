import { Fault } from '../model/fault.ts';
import { formatDecimal, parseDecimal } from './numbers.ts';

/** The versions of the Image API that are spoken here: 3.0 and 2.1. */
export type ApiVersion = 2 | 3;

/**
 * Mirrored along the vertical axis first, then turned clockwise.
 *
 * @see https://iiif.io/api/image/3.0/#43-rotation
 */
export interface Rotation {
  readonly mirror: boolean;
  /** 0–360, both included. */
  readonly degrees: number;
}

/** Reads a rotation parameter (already percent-decoded). @throws Fault('bad-request') */
export function parseRotation(text: string): Rotation {
  const mirror = text.startsWith('!');
  const degrees = parseDecimal(mirror ? text.slice(1) : text);
  if (degrees === undefined || degrees > 360) {
    throw new Fault(
      'bad-request',
      'The rotation is not a number from 0 to 360, with or without a ! before it.',
    );
  }
  return { mirror, degrees };
}

/** Writes a rotation parameter: 3.0 keeps the zero before a point (`0.5`), 2.1 drops it (`.5`). */
export function formatRotation(rotation: Rotation, apiVersion: ApiVersion): string {
  const degrees = formatDecimal(rotation.degrees);
  return `${rotation.mirror ? '!' : ''}${apiVersion === 2 ? degrees.replace(/^0\./, '.') : degrees}`;
}

/** Whether a rotation leaves every pixel where it is. */
export function isUpright(rotation: Rotation): boolean {
  return !rotation.mirror && rotation.degrees % 360 === 0;
}
