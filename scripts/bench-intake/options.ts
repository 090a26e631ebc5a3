import { type IngestOptions, parseIngestArgs } from '../bench-ingest/options.ts';

export const INTAKE_HELP = `npm run bench:intake -- [options]

Measures what it costs to look at the pixels of a scan while they are decoded: the whole of an intake's decoding with the
look, beside bare decoding of the same bytes by the same library, every pixel of them. Turn by turn in one process, the
order changing, so that whatever else the machine does falls on both. Takes about a minute; nothing else should run
meanwhile.

  --megapixels N  size of the poster (default 88)
  --forms A,B     how the TIFF is written: strips, tiles, lzw, deflate, jpeg, or all (default strips)
  --big           also a BigTIFF of 900 megapixels, read from its file: takes 3 GB of disk and some minutes
  --bigtiff N     the same of so many megapixels
  --rounds N      how often each is measured (default 5)
  --json FILE     write everything that was measured
  --markdown      print the table as Markdown
  --data DIR      keep the TIFFs there, and use them again
  --quick         a small poster and one round, to see that it runs; its figures mean nothing
  --help          this text`;

/** Reads the command line: the options of the other benchmark of scans. @throws Fault('bad-request') */
export function parseIntakeArgs(args: readonly string[]): IngestOptions {
  return parseIngestArgs(args);
}
