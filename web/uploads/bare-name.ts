/** A file's name without its extension, as the name of a page is made of it. */
export function bareName(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return (dot > 0 ? fileName.slice(0, dot) : fileName).normalize('NFC');
}
