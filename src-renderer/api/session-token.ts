/** The session's token: kept for this window only, sent as a header, gone when the window closes. */

const place = 'desk.session'
const listeners = new Set<() => void>()

/** The token, or null when nobody is signed in. */
export const readToken = (): string | null => sessionStorage.getItem(place)

/** Keeps the token that signing in gave. */
export function keepToken(token: string): void {
  sessionStorage.setItem(place, token)
  for (const tell of listeners) tell()
}

/** Forgets the token; the window falls back to the sign-in. */
export function forgetToken(): void {
  if (readToken() === null) return
  sessionStorage.removeItem(place)
  for (const tell of listeners) tell()
}

/** Calls back when somebody signs in or out; answers the function that stops it. */
export function watchToken(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

const browserPlace = 'desk.browser'

/** The number that this browser gave itself, kept for good: the record of who did what says where it was done. */
function browserNumber(): string {
  const known = localStorage.getItem(browserPlace)
  if (known !== null) return known
  const number = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
  localStorage.setItem(browserPlace, number)
  return number
}

/** The headers of every request: the token, and which browser asks. */
export function sessionHeaders(): Record<string, string> {
  const token = readToken()
  return { 'x-desk-browser': browserNumber(), ...(token === null ? {} : { 'x-desk-session': token }) }
}
