/** A level's share of the total as people write it: 0.8 is 80 %. */

import { decimal, isDecimal, multiply, ofInteger, toDecimalText } from '../../../src-main/domain/exact.ts'

/** In percent, without the sign; '' while it is no number. */
export const percentOfLevel = (share: string): string =>
  isDecimal(share) ? toDecimalText(multiply(decimal(share), ofInteger(100))) : ''
