declare module 'bidi-js' {
  /** The Unicode bidirectional algorithm. */
  function bidiFactory(): {
    getEmbeddingLevels(text: string, base?: 'ltr' | 'rtl' | 'auto'): { readonly levels: Uint8Array };
    /** What is drawn for a bracket from right to left; null for what has no other side. */
    getMirroredCharacter(character: string): string | null;
  };

  // biome-ignore lint/style/noDefaultExport: it is what the package has.
  export { bidiFactory as default };
}
