import { expect } from 'chai';
import sharp from 'sharp';
import { PRESETS, type PresetName } from '../../intake/presets.ts';
import { RULE_NAMES } from '../../model/capture-profile.ts';
import { examineBytes } from '../fixtures/examine-bytes.ts';
import { type MasterRecipe, masterTiff } from '../fixtures/master-tiff.ts';

const METAMORFOZE = ['metamorfoze-full', 'metamorfoze-light', 'metamorfoze-extra-light'] as const;
const FADGI = ['fadgi-4', 'fadgi-3', 'fadgi-2', 'fadgi-1'] as const;
const names = Object.keys(PRESETS) as PresetName[];
const strict = names.filter((name) => name !== 'any');

async function rulesOf(preset: PresetName, bytes: Buffer, fileName = 'page.tif'): Promise<string[]> {
  const { findings } = await examineBytes(bytes, fileName, PRESETS[preset]);
  return findings.map(({ rule, severity }) => (severity === 'error' ? rule : `${rule} (${severity})`));
}

/** A TIFF that is just as the preset wants it. */
function goodFor(preset: PresetName): MasterRecipe {
  return { ppi: PRESETS[preset].ppi?.min ?? 300, icc: PRESETS[preset].iccProfiles?.[0] ?? null };
}

const field = (value: number) => ({ type: 3, count: 1, value });
/** One violation of every limit that all of them have. */
const VIOLATIONS: Readonly<Record<string, readonly [rule: string, recipe: MasterRecipe]>> = {
  'too few bytes': ['bytes', { width: 8, height: 8 }],
  'two pages': ['pages', { pages: 2 }],
  'CCITT compression': ['compression', { fields: { 259: field(4) } }],
  '32 bits': ['bits', { fields: { 258: field(32) } }],
  'four channels': ['samples', { fields: { 277: field(4) } }],
  'palette colours': ['photometric', { fields: { 262: field(3) } }],
  'the profile of a scanner': ['icc', { icc: 'Scanner RGB' }],
  'no profile': ['icc', { icc: null }],
  '72 ppi': ['ppi', { ppi: 72 }],
  'a ratio only': ['ppi', { unit: 1 }],
  'two resolutions': ['ppi', { ppiY: 480 }],
  'lying on its side': ['orientation (warning)', { fields: { 274: field(6) } }],
};

describe('the presets', () => {
  for (const preset of names)
    it(`${preset} finds nothing wrong with a scan that is just as it asks`, async () => {
      expect(await rulesOf(preset, masterTiff(goodFor(preset)))).to.deep.equal([]);
    });

  for (const preset of strict)
    for (const [violation, [rule, recipe]] of Object.entries(VIOLATIONS))
      it(`${preset} tells ${violation}`, async () => {
        const found = await rulesOf(preset, masterTiff({ ...goodFor(preset), ...recipe }));
        expect(new Set(found)).to.deep.equal(new Set([rule]));
      });

  for (const preset of strict)
    it(`${preset} takes no PNG`, async () => {
      const image = sharp({ create: { width: 90, height: 90, channels: 3, background: '#765' } });
      expect(await rulesOf(preset, await image.png().toBuffer(), 'page.png')).to.include('format');
    });

  it('have names that people can tell apart, and only rules that there are', () => {
    expect(new Set(names.map((name) => PRESETS[name].name)).size).to.equal(names.length);
    for (const name of names) expect(RULE_NAMES).to.include.members(Object.keys(PRESETS[name].severities));
  });
});

describe('Metamorfoze', () => {
  for (const preset of METAMORFOZE) {
    it(`${preset} takes classic TIFF without compression, and colour alone`, async () => {
      expect(await rulesOf(preset, masterTiff({ big: true }))).to.deep.equal(['format']);
      expect(await rulesOf(preset, masterTiff({ fields: { 259: field(5) } }))).to.deep.equal(['compression']);
      expect(await rulesOf(preset, masterTiff({ samples: 1 }))).to.deep.equal(['samples', 'photometric']);
    });
  }

  it('takes 16 bits in Full only', async () => {
    const bytes = masterTiff({ bits: 16 });
    expect(await rulesOf('metamorfoze-full', bytes)).to.deep.equal([]);
    expect(await rulesOf('metamorfoze-light', bytes)).to.deep.equal(['bits']);
    expect(await rulesOf('metamorfoze-extra-light', bytes)).to.deep.equal(['bits']);
  });

  it('takes more colour profiles from Full to Extra Light', async () => {
    const accepted = async (icc: string): Promise<string[]> => {
      const found = await Promise.all(METAMORFOZE.map((preset) => rulesOf(preset, masterTiff({ icc }))));
      return METAMORFOZE.filter((_, index) => found[index]?.length === 0);
    };
    expect(await accepted('eciRGB v2')).to.deep.equal(METAMORFOZE);
    expect(await accepted('Adobe RGB (1998)')).to.deep.equal(METAMORFOZE.slice(1));
    expect(await accepted('sRGB IEC61966-2.1')).to.deep.equal(METAMORFOZE.slice(2));
  });

  it('takes 300 to 600 ppi, and 300 alone in Extra Light', async () => {
    const accepted = async (preset: PresetName, ppi: number): Promise<boolean> =>
      (await rulesOf(preset, masterTiff({ ppi }))).length === 0;
    for (const preset of ['metamorfoze-full', 'metamorfoze-light'] as const) {
      expect(await accepted(preset, 296.9)).to.equal(false);
      expect(await accepted(preset, 600)).to.equal(true);
      expect(await accepted(preset, 606.1)).to.equal(false);
    }
    expect(await accepted('metamorfoze-extra-light', 303)).to.equal(true);
    expect(await accepted('metamorfoze-extra-light', 303.1)).to.equal(false);
  });

  it('takes a JPEG in Extra Light only', async () => {
    const image = sharp({ create: { width: 90, height: 90, channels: 3, background: '#765' } })
      .composite([{ input: Buffer.from('<svg><circle cx="40" cy="40" r="30"/></svg>') }])
      .withMetadata({ density: 300 })
      .withIccProfile('srgb')
      .jpeg({ quality: 100 });
    const bytes = await image.toBuffer();
    expect(await rulesOf('metamorfoze-extra-light', bytes, 'page.jpg')).to.deep.equal([]);
    expect(await rulesOf('metamorfoze-light', bytes, 'page.jpg')).to.include('format');
  });
});

describe('FADGI', () => {
  const LEAST = { 'fadgi-4': 396, 'fadgi-3': 294, 'fadgi-2': 242.5, 'fadgi-1': 190 } as const;
  for (const preset of FADGI) {
    const good = goodFor(preset);

    it(`${preset} takes ${LEAST[preset]} ppi and more, and nothing below`, async () => {
      expect(await rulesOf(preset, masterTiff({ ...good, ppi: LEAST[preset] }))).to.deep.equal([]);
      expect(await rulesOf(preset, masterTiff({ ...good, ppi: 1_200 }))).to.deep.equal([]);
      expect(await rulesOf(preset, masterTiff({ ...good, ppi: LEAST[preset] - 0.01 }))).to.deep.equal([
        'ppi',
      ]);
    });

    it(`${preset} takes 16 bits, BigTIFF and compression without loss`, async () => {
      expect(await rulesOf(preset, masterTiff({ ...good, bits: 16 }))).to.deep.equal([]);
      expect(await rulesOf(preset, masterTiff({ ...good, big: true }))).to.deep.equal([]);
      const image = sharp(masterTiff(good)).keepMetadata().tiff({ compression: 'lzw', xres: 20, yres: 20 });
      expect(await rulesOf(preset, await image.toBuffer())).not.to.include('compression');
    });
  }

  it('takes grey but for ★★★★, and wide colour but for ★', async () => {
    const accepted = async (recipe: MasterRecipe): Promise<string[]> => {
      const bytes = masterTiff({ ppi: 400, ...recipe });
      const found = await Promise.all(FADGI.map((preset) => rulesOf(preset, bytes)));
      return FADGI.filter((_, index) => found[index]?.length === 0);
    };
    expect(await accepted({ icc: 'sRGB IEC61966-2.1' })).to.deep.equal(FADGI);
    expect(await accepted({ samples: 1, icc: 'Gray Gamma 2.2' })).to.deep.equal(FADGI.slice(1));
    for (const icc of ['Adobe RGB (1998)', 'ProPhoto RGB', 'eciRGB v2'])
      expect(await accepted({ icc })).to.deep.equal(FADGI.slice(0, 3));
  });
});
