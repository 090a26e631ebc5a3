import { expect } from 'chai';
import { chooseFiles } from '../../web/uploads/choose-files.ts';

describe('files that are dropped on the page', () => {
  it('are sent where they are scans by their names, in the order in which people count', () => {
    const names = ['p10.tif', 'notes.txt', '.DS_Store', 'Thumbs.db', 'p2.TIFF', '._p2.tif', 'checksums.md5'];
    const { files, leftOut } = chooseFiles(names.map((name) => ({ name })));
    expect(files.map(({ name }) => name)).to.deep.equal(['p2.TIFF', 'p10.tif']);
    expect(leftOut).to.deep.equal(['checksums.md5', 'notes.txt']);
  });
});
