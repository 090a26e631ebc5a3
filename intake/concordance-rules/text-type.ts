import type { Delivery, LineRule } from '../delivery-list.ts';

/** PRONOM: plain text in its kinds, and XML. */
const TEXT_PUIDS: readonly string[] = ['x-fmt/14', 'x-fmt/15', 'x-fmt/16', 'x-fmt/111', 'fmt/101'];

/** A text is plain text or XML, by its content. */
export const textType: LineRule<Delivery> = {
  severity: 'error',
  check({ there }) {
    return there
      .filter(({ file, found }) => {
        const puid = found.format?.puid;
        const isText = puid !== undefined && TEXT_PUIDS.includes(puid);
        return file.use === 'text' && found.sizeBytes > 0 && !isText;
      })
      .map(({ file, found }) => {
        const is = found.format?.name;
        return {
          line: file.line,
          path: found.path,
          value: found.format?.puid ?? is ?? '?',
          expected: TEXT_PUIDS.join(', '),
          message: {
            en: `The text is ${is === undefined ? 'neither plain text in UTF-8 nor XML' : `in the form of ${is}`}. Export it as plain text in UTF-8, or as XML.`,
            nl: `De tekst is ${is === undefined ? 'geen platte tekst in UTF-8 en geen XML' : `een bestand van het type ${is}`}. Exporteer haar als platte tekst in UTF-8, of als XML.`,
          },
        };
      });
  },
};
