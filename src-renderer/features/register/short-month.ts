/** Months as charts write them. */
import type { Month } from '../../../src-main/domain/month.ts'

/** 2026-10 → 26/10, so that thirteen months find room. */
export const shortMonth = (month: Month): string => month.slice(2).replace('-', '/')
