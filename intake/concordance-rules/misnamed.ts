import { baseName, type Delivery, folderOf, type LineRule } from '../delivery-list.ts';

/** A file is called what the table calls it. Told where only one missing file can be meant. */
export const misnamed: LineRule<Delivery> = {
  severity: 'error',
  check({ progress }) {
    return progress.misnamed.map(({ path, file }) => {
      const isMoved = folderOf(path) !== folderOf(file.path) && baseName(path) === baseName(file.path);
      const shared = { line: file.line, path, value: path, expected: file.path };
      if (isMoved) {
        const message = {
          en: `The file lies in the wrong folder: ${folderOf(path)}. Move it to ${folderOf(file.path)}`,
          nl: `Het bestand ligt in de verkeerde map: ${folderOf(path)}. Verplaats het naar ${folderOf(file.path)}`,
        };
        return { ...shared, message };
      }
      const message = {
        en: `The file is called ${baseName(path)}, and should be called ${file.path}. Look whether it is that page, and give it that name.`,
        nl: `Het bestand heet ${baseName(path)} en zou ${file.path} moeten heten. Kijk of het die pagina is, en geef het die naam.`,
      };
      return { ...shared, message };
    });
  },
};
