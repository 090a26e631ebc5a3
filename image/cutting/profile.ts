import sharp from 'sharp';
import { decoding } from '../decode-fault.ts';
import { encodeTiffHead } from '../plain-tiff.ts';

/** Every fifteenth value of each channel, 0 and 255 among them: off the steps of the tables that profiles hold. */
const STEP = 15;
const STEPS = 255 / STEP + 1;
/** Rounding moves a value by one; a profile that means other colours moves some by more. */
const ROUNDING = 1;

/** So many colours, as 8-bit RGB. */
const SAMPLES = Buffer.alloc(STEPS ** 3 * 3);
for (let at = 0; at < SAMPLES.length; at += 3) {
  const colour = at / 3;
  SAMPLES[at] = STEP * Math.floor(colour / STEPS ** 2);
  SAMPLES[at + 1] = STEP * (Math.floor(colour / STEPS) % STEPS);
  SAMPLES[at + 2] = STEP * (colour % STEPS);
}

/**
 * Whether an ICC profile of 8-bit RGB samples makes other colours of them than sRGB would. Tried, not guessed by its
 * name: a picture of 5,832 colours is given the profile and read as a master would be.
 *
 * @throws Fault('bad-image') where the profile cannot be applied
 */
export async function changesColours(profile: Uint8Array): Promise<boolean> {
  const head = encodeTiffHead({ width: STEPS * STEPS, height: STEPS }, profile);
  const tagged = sharp(Buffer.concat([head, SAMPLES]), { failOn: 'warning' });
  const converted = await decoding(tagged.toColourspace('srgb').raw().toBuffer());
  if (converted.length !== SAMPLES.length) return true;
  return converted.some((value, at) => Math.abs(value - (SAMPLES[at] ?? 0)) > ROUNDING);
}
