import { isFollowed, isInside } from '../concordance-columns.ts';
import { type DeliveryList, type LineRemark, type LineRule, shortened } from '../delivery-list.ts';

/** Paths stay inside the delivery, and are written with slashes. */
export const path: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    const files = lines.flatMap((line) => line.files);
    return files.flatMap(({ line, path, written }): LineRemark[] => {
      const value = shortened(written);
      if (!isInside(path)) {
        const message = {
          en: `The path ${value} leads out of the delivery, and was not followed. Write it from the folder of the archive: /ARCH00860/master/1/…`,
          nl: `Het pad ${value} leidt buiten de levering en is niet gevolgd. Schrijf het vanaf de map van het archief: /ARCH00860/master/1/…`,
        };
        return [{ line, value, message }];
      }
      if (!isFollowed(path)) {
        const message = {
          en: `The path ${value} is too long, or has control characters in it, and was not followed. Give the file a plain and shorter name.`,
          nl: `Het pad ${value} is te lang, of er staan besturingstekens in, en is niet gevolgd. Geef het bestand een gewone en kortere naam.`,
        };
        return [{ line, value, message }];
      }
      if (!written.includes('\\')) return [];
      const message = {
        en: `The path ${value} is written with backslashes, which only Windows understands. Write /${path}`,
        nl: `Het pad ${value} is met backslashes geschreven; dat begrijpt alleen Windows. Schrijf /${path}`,
      };
      return [{ line, path, value, expected: `/${path}`, message }];
    });
  },
};
