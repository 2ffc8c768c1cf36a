/** Passwords, kept as scrypt hashes with their parameters, so that these can be raised later. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../../domain/refusal.ts'

const N = 2 ** 15
const R = 8
const P = 1
const LENGTH = 32
const LEAST_LENGTH = 6

function derive(password: string, salt: Buffer, n: number, r: number, p: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N: n, r, p, maxmem: 256 * n * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** @throws Refusal WEAK_PASSWORD {least} below six characters */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < LEAST_LENGTH) throw new Refusal('WEAK_PASSWORD', { least: LEAST_LENGTH })
  const salt = randomBytes(16)
  const key = await derive(password, salt, N, R, P)
  return ['scrypt', N, R, P, salt.toString('base64'), key.toString('base64')].join('$')
}

/** Whether `password` is the one behind `hash`; takes the same time either way. */
export async function checkPassword(password: string, hash: string): Promise<boolean> {
  const [, n, r, p, salt = '', key = ''] = hash.split('$')
  const expected = Buffer.from(key, 'base64')
  const actual = await derive(password, Buffer.from(salt, 'base64'), Number(n), Number(r), Number(p))
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}
