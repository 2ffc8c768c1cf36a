/** Instants as the office's clock shows them. */

/** `2026-10-31 08:05:09` of an ISO instant, in this machine's zone. */
export const localTime = (at: string): string => new Date(at).toLocaleString('sv-SE')
