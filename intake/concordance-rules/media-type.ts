import type { Message } from '../../model/finding.ts';
import type { Delivery, FoundFile, LineRemark, LineRule } from '../delivery-list.ts';

/** What is made of a master is of the same kind: of an image an image. */
export const mediaType: LineRule<Delivery> = {
  severity: 'error',
  check({ there }) {
    const masters = new Map<number, FoundFile>();
    for (const { file, found } of there) if (file.use === 'master') masters.set(file.line, found);
    return there.flatMap(({ file, found }): LineRemark[] => {
      const master = mediaOf(masters.get(file.line));
      const media = mediaOf(found);
      if (file.use !== 'level1' || master === undefined || media === undefined || media === master) return [];
      const [is, should] = [WORDS[media], WORDS[master]];
      return [
        {
          line: file.line,
          path: found.path,
          value: media,
          expected: master,
          message: {
            en: `The level 1 file holds ${is.en} (${found.format?.name}), its master ${should.en}. Make it of the master again.`,
            nl: `Het level1-bestand bevat ${is.nl} (${found.format?.name}), de master ${should.nl}. Maak het opnieuw van de master.`,
          },
        },
      ];
    });
  },
};

type Media = 'image' | 'text' | 'other';

const WORDS: Readonly<Record<Media, Message>> = {
  image: { en: 'an image', nl: 'een afbeelding' },
  text: { en: 'text', nl: 'tekst' },
  other: { en: 'something else', nl: 'iets anders' },
};

/** The first half of the media type; undefined where the content is unknown. */
function mediaOf(found: FoundFile | undefined): Media | undefined {
  const format = found?.format?.name;
  if (format === undefined) return undefined;
  if (format === 'text' || format === 'XML') return 'text';
  return format === 'PDF' || format === 'ZIP' ? 'other' : 'image';
}
