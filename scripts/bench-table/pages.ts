import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { cutTiles, RECIPE } from '../../image/cut-tiles.ts';
import type { Derivative } from '../../model/file-version.ts';
import { newId } from '../../model/ids.ts';
import { newItem } from '../../model/item.ts';
import { newSurface } from '../../model/surface.ts';
import { packKey } from '../../storage/objects/keys.ts';
import { openObjects } from '../../storage/objects/open.ts';
import { insertDerivative } from '../../storage/records/derivatives.ts';
import { insertFileVersion } from '../../storage/records/file-versions.ts';
import { insertFindings } from '../../storage/records/findings.ts';
import { insertItem } from '../../storage/records/items.ts';
import { openRecords } from '../../storage/records/open.ts';
import type { Rows } from '../../storage/records/records.ts';
import { insertSurface, updateSurface } from '../../storage/records/surfaces.ts';

/** A page of 5.6 megapixels, as those of the other benchmarks. */
const PAGE = { width: 2_003, height: 2_801 } as const;
const FOUND_ON_EVERY = 7;

type Pack = Omit<Derivative, 'id' | 'fileVersionId'>;

const FINDING = {
  rule: 'icc',
  severity: 'warning',
  message: {
    en: 'The scan does not say in which colours it was made. Switch the colour profile on, and scan again.',
    nl: 'De scan zegt niet in welke kleuren hij is gemaakt. Zet het kleurprofiel aan en scan opnieuw.',
  },
} as const;

/**
 * Fills an empty data directory with one item of so many pages, as intake leaves it behind: each has its rows, and one
 * of so many packs. Something was found on every seventh.
 *
 * @returns the id of the item.
 */
export async function layOut(
  dataDir: string,
  { pages, packs: count }: { readonly pages: number; readonly packs: number },
): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const packs = await cutPacks(dataDir, count);
  const records = await openRecords({ dataDir });
  const item = newItem({ reference: 'BENCH-TABLE' }, Date.now());
  try {
    await records.write(async (rows) => {
      await insertItem(rows, item);
      for (let number = 1; number <= pages; number += 1) {
        const pack = packs[number % count];
        if (pack !== undefined) await insertPage(rows, { itemId: item.id, number, pack });
      }
    });
  } finally {
    await records.close();
  }
  return item.id;
}

async function cutPacks(dataDir: string, count: number): Promise<readonly Pack[]> {
  const objects = await openObjects({ dataDir });
  const packs: Pack[] = [];
  try {
    for (let number = 0; number < count; number += 1) {
      const input = join(dataDir, `page-${number}.tif`);
      const output = `${input}.zip`;
      await drawPage(input, number);
      const facts = await cutTiles({ input, output, maxPixels: 100_000_000 });
      const bytes = await readFile(output);
      const key = packKey(newId(), RECIPE);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await objects.takeFile(key, output);
      const { width, height, tileSize, directoryOffset, directoryBytes } = facts;
      const size = { sizeBytes: bytes.length, width, height, tileSize, directoryOffset, directoryBytes };
      packs.push({ kind: 'tile-pack', recipe: RECIPE, key, sha256, ...size, createdAt: Date.now() });
    }
  } finally {
    await objects.close();
  }
  return packs;
}

/** Paper with grain, and a figure to tell it by: about as hard to compress as a scan. */
async function drawPage(path: string, number: number): Promise<void> {
  const noise = { type: 'gaussian', mean: 200, sigma: 25 } as const;
  const figure = `<svg width="${PAGE.width}" height="${PAGE.height}"><text x="200" y="1600" font-size="1400">${number}</text></svg>`;
  const paper = sharp({ create: { ...PAGE, channels: 3, background: 'white', noise } });
  const grained = await paper.blur(1.2).png().toBuffer();
  await sharp(grained)
    .composite([{ input: Buffer.from(figure) }])
    .removeAlpha()
    .tiff({ compression: 'none' })
    .toFile(path);
}

async function insertPage(
  rows: Rows,
  { itemId, number, pack }: { itemId: string; number: number; pack: Pack },
): Promise<void> {
  const [fileVersionId, at] = [newId(), Date.now()];
  const name = `page-${number}`;
  const surface = newSurface({ itemId, name, position: 0 }, at);
  const surfaceId = surface.id;
  await insertSurface(rows, { ...surface, state: 'captured' });
  await insertFileVersion(rows, {
    ...{
      id: fileVersionId,
      surfaceId,
      itemId,
      version: 1,
      originalName: `${name}.tif`,
      sizeBytes: 17_000_000,
    },
    sha256: createHash('sha256').update(fileVersionId).digest('hex'),
    ...{ digestOrigin: 'station', state: 'ready', failure: null, facts: null, createdAt: at, updatedAt: at },
  });
  await insertDerivative(rows, { ...pack, id: newId(), fileVersionId });
  await updateSurface(rows, surfaceId, {
    latestVersionId: fileVersionId,
    currentVersionId: fileVersionId,
  });
  if (number % FOUND_ON_EVERY === 0) await insertFindings(rows, fileVersionId, [FINDING], at);
}
