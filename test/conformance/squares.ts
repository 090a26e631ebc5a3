import { expect } from 'chai';
import sharp from 'sharp';
import { encodeTiff } from '../fixtures/make-tiffs.ts';
import type { PlainAnswer } from '../fixtures/plain-http.ts';

/** Red, green and blue, 0–255. */
export type Colour = readonly [number, number, number];

/** The picture that conformance is tried on: ten squares by ten, each of 100 × 100 pixels and a colour of its own. */
export const SQUARES = { count: 10, sidePx: 100, imagePx: 1000 } as const;

/** How far a colour may be from what it should be: what JPEG with halved chroma does to a flat square, and no more. */
const TOLERANCE = 6;

/** The colour of a square. Neighbours differ by far more than the tolerance in at least one channel. */
export function colourOf(column: number, row: number): Colour {
  const seed = row * SQUARES.count + column + 1;
  return [(seed * 83) % 251, (seed * 149 + 61) % 251, (seed * 199 + 122) % 251];
}

/** The picture as a plain TIFF. */
export function makeSquares(): Promise<Buffer> {
  const { imagePx, sidePx } = SQUARES;
  const data = Buffer.alloc(imagePx * imagePx * 3);
  for (let y = 0; y < imagePx; y += 1) {
    for (let x = 0; x < imagePx; x += 1) {
      data.set(colourOf(Math.floor(x / sidePx), Math.floor(y / sidePx)), (y * imagePx + x) * 3);
    }
  }
  return encodeTiff({ width: imagePx, height: imagePx, data });
}

/** A picture that came, decoded. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Buffer;
}

/** Decodes an answer, which must be a picture. */
export async function decode(answer: PlainAnswer): Promise<Picture> {
  expect(answer.status, answer.body.subarray(0, 300).toString()).to.equal(200);
  const { data, info } = await sharp(answer.body).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data };
}

/** A box of a picture, in its own pixels. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The mean colour of a part. Grey pictures have it three times. */
export function meanOf({ width, channels, data }: Picture, part: Part): Colour {
  const sums = [0, 0, 0];
  for (let y = part.y; y < part.y + part.height; y += 1) {
    for (let x = part.x; x < part.x + part.width; x += 1) {
      for (const channel of [0, 1, 2]) {
        const at = (y * width + x) * channels + (channels < 3 ? 0 : channel);
        sums[channel] = (sums[channel] ?? 0) + (data[at] ?? 0);
      }
    }
  }
  const [r = 0, g = 0, b = 0] = sums.map((sum) => sum / (part.width * part.height));
  return [r, g, b];
}

/** Demands that a colour is another, but for what an encoder does to it. */
export function expectColour(got: Colour, wanted: Colour, of: string): void {
  const far = got.some((value, channel) => Math.abs(value - (wanted[channel] ?? 0)) > TOLERANCE);
  expect(far, `${of}: ${got.map(Math.round).join()} and not ${wanted.join()}`).to.equal(false);
}

/** Where a square of the image went: its column and row there, from its column and row in the picture. */
export type Whence = (column: number, row: number) => readonly [number, number];

/** Demands of all hundred squares of a picture that each is the one of the image that belongs there. */
export function expectSquares(picture: Picture, whence: Whence = (column, row) => [column, row]): void {
  const cell = { width: picture.width / SQUARES.count, height: picture.height / SQUARES.count };
  for (let row = 0; row < SQUARES.count; row += 1) {
    for (let column = 0; column < SQUARES.count; column += 1) {
      const part = {
        x: Math.ceil((column + 0.25) * cell.width),
        y: Math.ceil((row + 0.25) * cell.height),
        width: Math.floor(cell.width / 2),
        height: Math.floor(cell.height / 2),
      };
      expectColour(meanOf(picture, part), colourOf(...whence(column, row)), `square ${column},${row}`);
    }
  }
}

/** Demands that a picture shows one square of the image and nothing else. */
export function expectOneSquare(picture: Picture, column: number, row: number): void {
  const { width, height } = picture;
  const part = { x: Math.floor(width / 8), y: Math.floor(height / 8) };
  const inner = { ...part, width: Math.floor((width * 3) / 4), height: Math.floor((height * 3) / 4) };
  expectColour(meanOf(picture, inner), colourOf(column, row), `${column},${row}`);
}
