import type { TechnicalFacts } from '../../model/file-version.ts';
import type { Message } from '../../model/finding.ts';
import type { Complaint, ScanFacts } from '../facts.ts';
import { COPY_AGAIN, countIn, join, type Rule } from '../findings.ts';

/** Every pixel can be decoded, without so much as a warning. */
export const decode: Rule = {
  severity: 'error',
  check(facts) {
    if (facts.decoding === undefined || facts.decoding.ok) return [];
    const { complaint } = facts.decoding;
    return [{ value: complaint.words, message: sentenceOf(complaint, facts) }];
  },
};

function sentenceOf(complaint: Complaint, { technical, format, tiff }: ScanFacts): Message {
  if (complaint.kind === 'unsupported') {
    const name = format?.name ?? 'file';
    const about = technical === undefined ? '' : ` (${describe(technical)})`;
    return {
      en: `This kind of ${name} cannot be read here${about}. Save the scan as RGB or grey, without compression or with LZW, and send it again.`,
      nl: `Dit soort ${name} kan hier niet worden gelezen${about}. Bewaar de scan als RGB of grijs, zonder compressie of met LZW, en verstuur hem opnieuw.`,
    };
  }
  // Of a tile, the decoder counts the lines from the tile's own top.
  const line = tiff?.pages[0]?.isTiled === true ? undefined : complaint.line;
  return join(STARTS[complaint.kind], whereOf(line), COPY_AGAIN);
}

const STARTS: Readonly<Record<Exclude<Complaint['kind'], 'unsupported'>, Message>> = {
  'cut-short': {
    en: 'The file ends before its image does.',
    nl: 'Het bestand houdt op voordat de afbeelding compleet is.',
  },
  damaged: {
    en: 'The image in the file is damaged.',
    nl: 'De afbeelding in het bestand is beschadigd.',
  },
  unreadable: {
    en: 'The image in the file cannot be read.',
    nl: 'De afbeelding in het bestand kan niet worden gelezen.',
  },
};

function whereOf(line: number | undefined): Message {
  if (line === undefined)
    return { en: 'Not all of it can be decoded.', nl: 'Niet alles kan worden gedecodeerd.' };
  const from = countIn(line + 1);
  return {
    en: `From about line ${from.en} onwards it cannot be decoded.`,
    nl: `Vanaf ongeveer regel ${from.nl} kan ze niet worden gedecodeerd.`,
  };
}

function describe({ photometric, bitsPerSample, compression }: TechnicalFacts): string {
  return `${photometric}, ${bitsPerSample} bit, ${compression === 'none' ? 'uncompressed' : compression}`;
}
