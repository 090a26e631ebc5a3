import { open } from 'node:fs/promises';

/** An uncompressed TIFF that is written from top to bottom, as preservation masters are. */
export interface TiffFile {
  /** Whole rows, little-endian. */
  write(rows: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface TiffLook {
  readonly width: number;
  readonly height: number;
  readonly bits: 8 | 16;
  /** 1 grey, 3 RGB. */
  readonly samples: 1 | 3;
  readonly ppi: number;
  readonly description: string;
  readonly icc?: Uint8Array;
}

const ROWS_PER_STRIP = 64;
const [SHORT, LONG, RATIONAL, ASCII, UNDEFINED] = [3, 4, 5, 2, 7];

interface Tag {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly data: Buffer;
}

/**
 * Opens a TIFF for writing: the header, then the strips, then the directory.
 *
 * @see https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
 */
export async function openTiff(path: string, look: TiffLook): Promise<TiffFile> {
  const file = await open(path, 'w');
  const rowBytes = (look.width * look.samples * look.bits) / 8;
  const directoryAt = 8 + Math.ceil((rowBytes * look.height) / 2) * 2;
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(directoryAt, 4);
  await file.write(header, 0, 8, 0);
  let at = 8;
  return {
    async write(rows) {
      await file.write(rows, 0, rows.length, at);
      at += rows.length;
    },
    async close() {
      const directory = buildDirectory(tagsOf(look, rowBytes), directoryAt);
      await file.write(directory, 0, directory.length, directoryAt);
      await file.close();
    },
  };
}

function tagsOf(look: TiffLook, rowBytes: number): Tag[] {
  const strips = Math.ceil(look.height / ROWS_PER_STRIP);
  const offsets = Array.from({ length: strips }, (_, strip) => 8 + strip * ROWS_PER_STRIP * rowBytes);
  const lastRows = look.height - (strips - 1) * ROWS_PER_STRIP;
  const sizes = offsets.map((_, strip) => (strip === strips - 1 ? lastRows : ROWS_PER_STRIP) * rowBytes);
  return [
    longs(256, [look.width]),
    longs(257, [look.height]),
    shorts(
      258,
      Array.from({ length: look.samples }, () => look.bits),
    ),
    shorts(259, [1]),
    shorts(262, [look.samples === 1 ? 1 : 2]),
    ascii(270, look.description),
    longs(273, offsets),
    shorts(274, [1]),
    shorts(277, [look.samples]),
    longs(278, [ROWS_PER_STRIP]),
    longs(279, sizes),
    { ...longs(282, [look.ppi, 1]), type: RATIONAL, count: 1 },
    { ...longs(283, [look.ppi, 1]), type: RATIONAL, count: 1 },
    shorts(284, [1]),
    shorts(296, [2]),
    ascii(305, 'Recto demo'),
    ascii(306, '2026:01:01 12:00:00'),
    ...(look.icc
      ? [{ tag: 34_675, type: UNDEFINED, count: look.icc.length, data: Buffer.from(look.icc) }]
      : []),
  ];
}

function shorts(tag: number, values: readonly number[]): Tag {
  return { tag, type: SHORT, count: values.length, data: Buffer.from(Uint16Array.from(values).buffer) };
}

function longs(tag: number, values: readonly number[]): Tag {
  return { tag, type: LONG, count: values.length, data: Buffer.from(Uint32Array.from(values).buffer) };
}

function ascii(tag: number, text: string): Tag {
  const data = Buffer.from(`${text}\0`, 'latin1');
  return { tag, type: ASCII, count: data.length, data };
}

function buildDirectory(tags: readonly Tag[], at: number): Buffer {
  const entries = Buffer.alloc(2 + tags.length * 12 + 4);
  const beside: Buffer[] = [];
  let besideAt = at + entries.length;
  entries.writeUInt16LE(tags.length, 0);
  for (const [index, { tag, type, count, data }] of tags.entries()) {
    const place = 2 + index * 12;
    entries.writeUInt16LE(tag, place);
    entries.writeUInt16LE(type, place + 2);
    entries.writeUInt32LE(count, place + 4);
    if (data.length <= 4) data.copy(entries, place + 8);
    else {
      entries.writeUInt32LE(besideAt, place + 8);
      const even = Buffer.concat([data, Buffer.alloc(data.length % 2)]);
      beside.push(even);
      besideAt += even.length;
    }
  }
  return Buffer.concat([entries, ...beside]);
}
