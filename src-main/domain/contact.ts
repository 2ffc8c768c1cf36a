/** What phone numbers, accounts and mnemonics are written with. */

/** Digits with the signs between numbers and extensions: 0731-12345678转801, 13800001234/13900001234. */
export const isPhone = (text: string): boolean => /^[\d+\-()（）/、,，;；.*#转\s]{0,40}$/.test(text)

/** Digits and hyphens: an account is text, but never letters. */
export const isAccount = (text: string): boolean => /^[\d-]{0,40}$/.test(text)

/** Letters and digits; of any width and case before it is kept. */
export const isMnemonic = (text: string): boolean => /^[A-Za-z\d]{0,40}$/.test(text.normalize('NFKC'))
