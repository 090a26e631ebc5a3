/** The package has no types of its own; what the tests use of it. */
declare module 'edtf' {
  interface Parsed {
    readonly type: 'Date' | 'Season' | 'Interval';
  }
  class Known {
    constructor(parsed: Parsed);
    /** Milliseconds since 1970 of its first instant; null or -Infinity where it has none. */
    readonly min: number | null;
    toEDTF(): string;
  }

  export { Known as Date, Known as Interval, Known as Season };
  export function parse(text: string, options: { level: number; types: Parsed['type'][] }): Parsed;
}
