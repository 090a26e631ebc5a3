import { baseName, type Delivery, folderOf, type LineRule } from '../delivery-list.ts';

/** A file is called what the table calls it. Told where only one missing file can be meant. */
export const misnamed: LineRule<Delivery> = {
  severity: 'error',
  check({ progress }) {
    return progress.misnamed.map(({ path, file }) => {
      const [lies, belongs] = [folderOf(path), folderOf(file.path)];
      const shared = { line: file.line, path, value: path, expected: file.path };
      if (lies !== belongs && baseName(path) === baseName(file.path)) {
        const message = {
          en: `The file lies in the wrong folder: ${lies}. Move it to ${belongs}`,
          nl: `Het bestand ligt in de verkeerde map: ${lies}. Verplaats het naar ${belongs}`,
        };
        return { ...shared, message };
      }
      const proper = lies === belongs ? baseName(file.path) : file.path;
      const message = {
        en: `The file is called ${baseName(path)}, and should be called ${proper}. Look whether it is that page, and give it that name.`,
        nl: `Het bestand heet ${baseName(path)} en zou ${proper} moeten heten. Kijk of het die pagina is, en geef het die naam.`,
      };
      return { ...shared, message };
    });
  },
};
