declare module 'bidi-js' {
  /** The Unicode bidirectional algorithm. */
  function bidiFactory(): {
    getEmbeddingLevels(text: string, base?: 'ltr' | 'rtl' | 'auto'): { readonly levels: Uint8Array };
  };

  // biome-ignore lint/style/noDefaultExport: it is what the package has.
  export { bidiFactory as default };
}
