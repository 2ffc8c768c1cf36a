/** Instants as the office's clock shows them, in this machine's zone. */

/** `2026-10-31 08:05:09` of an ISO instant. */
export const localTime = (at: string): string => new Date(at).toLocaleString('sv-SE')

/** To the minute: `2026-10-31 08:05`; — where there is none. */
export const momentWords = (at: string | null | undefined): string => (at ? localTime(at).slice(0, 16) : '—')
