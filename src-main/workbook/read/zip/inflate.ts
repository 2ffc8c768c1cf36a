/** Inflating in pieces and at once (synchronously), straight into the reader's own buffer. */

import { createInflateRaw, constants as zlibConstants } from 'node:zlib'

/**
 * What zlib's streams have inside; Node's own synchronous functions work through it. No public function inflates
 * synchronously in pieces, and a sheet of 500 MB must not be inflated whole. A test asserts that it is there.
 */
interface ZlibHandle {
  onerror: (message: string, errno: number, code: string) => void
  writeSync(
    flush: number,
    input: Uint8Array | null,
    inputOffset: number,
    inputLength: number,
    output: Uint8Array,
    outputOffset: number,
    outputLength: number,
  ): void
}

/** A raw inflate stream driven by hand. */
export class Inflate {
  /** Bytes used of the last input. */
  used = 0
  readonly #stream = createInflateRaw()
  readonly #handle: ZlibHandle
  readonly #state: Uint32Array
  #failure: string | undefined

  constructor() {
    const inner = this.#stream as unknown as { _handle: ZlibHandle; _writeState: Uint32Array }
    this.#handle = inner._handle
    this.#state = inner._writeState
    this.#handle.onerror = (message, _errno, code) => {
      this.#failure = `${code}: ${message}`
    }
  }

  /** Inflates from `input` into `output`; answers the number of bytes written and sets `used`. Throws on bad data. */
  write(input: Uint8Array, offset: number, length: number, output: Uint8Array, at: number, room: number): number {
    this.#handle.writeSync(zlibConstants.Z_SYNC_FLUSH, input, offset, length, output, at, room)
    if (this.#failure !== undefined) throw new Error(this.#failure)
    this.used = length - (this.#state[1] ?? 0)
    return room - (this.#state[0] ?? 0)
  }

  close(): void {
    this.#stream.close()
  }
}
