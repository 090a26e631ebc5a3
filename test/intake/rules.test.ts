import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import type { ScanFacts } from '../../intake/facts.ts';
import { profileName } from '../../intake/icc.ts';
import { anythingIiifCanShow } from '../../intake/profile.ts';
import { judge } from '../../intake/rules/table.ts';
import { goodFacts, goodHeader } from '../fixtures/good-facts.ts';

const technical = { ...goodHeader, compression: 'LZW', iccProfile: null };
const good: ScanFacts = { ...goodFacts, technical };
const profile = anythingIiifCanShow(100_000_000);

describe('the rules', () => {
  it('are silent about a good scan', () => {
    expect(judge(good, profile)).to.deep.equal([]);
  });

  it('take their severity from the profile', () => {
    const facts = { ...good, technical: { ...technical, pages: 1_234 } };
    const strict = { ...profile, severities: { pages: 'error' } as const };
    expect(judge(facts, profile)[0]).to.include({ rule: 'pages', severity: 'warning' });
    expect(judge(facts, strict)[0]).to.include({ rule: 'pages', severity: 'error' });
    expect(judge(facts, strict)[0]?.message.en).to.match(/^The file holds 1,234 pages/);
    expect(judge(facts, strict)[0]?.message.nl).to.match(/^Het bestand bevat 1\.234 pagina's/);
  });

  it('say from which line an image is damaged, and what to do', () => {
    const complaint = { kind: 'damaged', line: 1_430, words: 'Using code not yet in table' } as const;
    const [finding] = judge({ ...good, decoding: { ok: false, complaint } }, profile);
    expect(finding).to.deep.equal({
      rule: 'decode',
      severity: 'error',
      value: 'Using code not yet in table',
      message: {
        en: 'The image in the file is damaged. From about line 1,431 onwards it cannot be decoded. Copy it again from the camera or scanner, or scan again.',
        nl: 'De afbeelding in het bestand is beschadigd. Vanaf ongeveer regel 1.431 kan ze niet worden gedecodeerd. Kopieer het opnieuw van de camera of scanner, of scan opnieuw.',
      },
    });
  });

  it('say which formats are accepted, a BigTIFF being a TIFF', () => {
    const pdf = { name: 'PDF', puid: 'fmt/18', extensions: ['pdf'] } as const;
    const says = (formats: readonly string[]): string | undefined =>
      judge({ ...good, format: pdf, technical: undefined }, { ...profile, formats })[0]?.message.nl;
    expect(says(['TIFF', 'BigTIFF', 'JPEG'])).to.match(
      /^Dit is een PDF-bestand; .* als TIFF of JPEG en verstuur die\.$/,
    );
    expect(says(['BigTIFF'])).to.match(/ als BigTIFF en verstuur die\.$/);
  });

  it('accept exactly as many pixels as the profile allows', () => {
    const exact = anythingIiifCanShow(technical.width * technical.height);
    const less = anythingIiifCanShow(technical.width * technical.height - 1);
    expect(judge(good, exact)).to.deep.equal([]);
    expect(judge(good, less).map(({ rule }) => rule)).to.deep.equal(['pixels']);
  });
});

describe('the name of a colour profile', () => {
  it('is read from the profiles of an encoder', async () => {
    const image = sharp({ create: { width: 2, height: 2, channels: 3, background: '#fff' } });
    const { icc } = await sharp(await image.withIccProfile('srgb').png().toBuffer()).metadata();
    expect(profileName(icc ?? Buffer.alloc(0))).to.match(/sRGB/);
  });

  it('is read from a description of version 2 and of version 4', () => {
    expect(profileName(profileWith(`desc\0\0\0\0${'\0\0\0\x15'}Adobe RGB (1998)\0rest`))).to.equal(
      'Adobe RGB (1998)',
    );
    const mluc = `mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x14\0\0\0\x1c\0e\0c\0i\0R\0G\0B\0 \0v\x002\0!`;
    expect(profileName(profileWith(mluc))).to.equal('eciRGB v2!');
  });

  it('is never a crash, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(profileName(bytes) ?? '').to.be.a('string');
        const broken = profileWith(Buffer.from(bytes).toString('latin1'));
        expect(profileName(broken) ?? '').to.be.a('string');
      }),
    );
  });
});

/** A profile with nothing but this description. */
function profileWith(description: string): Buffer {
  const table = Buffer.from(`\0\0\0\x01desc\0\0\0\x90${'\0'.repeat(4)}`, 'latin1');
  table.writeUInt32BE(description.length, 12);
  return Buffer.concat([Buffer.alloc(128), table, Buffer.from(description, 'latin1')]);
}
