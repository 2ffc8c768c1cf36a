/**
 * How far the office has come, said with every answer to somebody signed in: the number of its last recorded act. A
 * question says where the office stood before it was asked, an act where it stood after it was done: whatever is asked
 * after having heard a number shows at least the acts up to it.
 */
export const ACTS_HEADER = 'x-desk-acts'
