/** The printer that reports are given: finished HTML in, a PDF out; each host brings its own. */

export interface Printer {
  /**
   * Prints one HTML document on A4, its page size and margins taken from its own @page rules.
   * Throws Refusal NO_PRINTER (nothing here can print), PRINT_FAILED or CANCELLED.
   */
  pdf(html: string, options?: { landscape?: boolean; signal?: AbortSignal }): Promise<Uint8Array>
}
