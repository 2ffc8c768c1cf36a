/**
 * How far the office has come, said with every answer to somebody signed in: the number of the last act that somebody
 * else recorded. A question says where others stood before it was asked, an act where they stood after it was done:
 * whatever is asked after having heard a number shows at least the acts up to it.
 */
export const ACTS_HEADER = 'x-desk-acts'
