// Whole numbers and words out of the index's bytes: varints, front-coded words, Rice's code and the gamma code of Elias.
// generator/search_index/ says how they are written.
const text = new TextDecoder()
const coder = new TextEncoder()

/** Reads a file from a place on. */
export class Bytes {
  constructor(bytes, at = 0) {
    this.bytes = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)
    this.at = at
  }

  get isDone() { return this.at >= this.bytes.length }

  varint() {
    let number = 0, scale = 1, one
    do {
      one = this.bytes[this.at++]
      number += (one & 127) * scale
      scale *= 128
    } while (one > 127)
    return number
  }

  /** So many bytes, not copied. */
  take(size) {
    this.at += size
    return this.bytes.subarray(this.at - size, this.at)
  }

  text(size) { return text.decode(this.take(size)) }

  /** A front-coded word behind another, both as bytes. */
  word(before) {
    const head = this.bytes[this.at++], shared = head >> 4
    const size = (head & 15) === 15 ? this.varint() : head & 15
    const word = new Uint8Array(shared + size)
    word.set(before.subarray(0, shared))
    word.set(this.take(size), shared)
    return word
  }
}

export const decode = bytes => text.decode(bytes)
export const encode = word => coder.encode(word)
export const NO_BYTES = new Uint8Array(0)

/** Reads bits, the highest of each byte first. */
export class Bits {
  constructor(bytes, at = 0) {
    this.bytes = bytes
    this.bit = at * 8
  }

  /** The next 32 bits; behind the end there are zeros. */
  #window() {
    const at = this.bit >>> 3, inside = this.bit & 7, bytes = this.bytes
    const first = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3]
    return inside ? first << inside | bytes[at + 4] >>> (8 - inside) : first
  }

  /** So many bits, 25 at most, as a number. */
  read(size) {
    if (!size) return 0
    const number = this.#window() >>> (32 - size)
    this.bit += size
    return number
  }

  /** The zeros before the next one, which is read too. */
  unary() {
    let zeros = 0, window
    while ((window = this.#window()) === 0) {
      if (this.bit >>> 3 >= this.bytes.length) throw new RangeError("bits end too early")
      zeros += 32
      this.bit += 32
    }
    const more = Math.clz32(window)
    this.bit += more + 1
    return zeros + more
  }

  rice(k) {
    const high = this.unary()
    return high * 2 ** k + this.read(k)
  }

  gamma() {
    const size = this.unary()
    return 2 ** size + this.read(size)
  }
}

/** The `k` with which the gaps between so many of all papers are written. */
export const gapParameter = (count, papers) => {
  const mean = Math.floor(177 * papers / (256 * Math.max(count, 1)))
  return mean ? 31 - Math.clz32(mean) : 0
}

/** Papers in order, from their gaps. */
export const docsIn = (bits, count, papers) => {
  const k = gapParameter(count, papers), docs = new Int32Array(count)
  let last = -1
  for (let place = 0; place < count; place++) docs[place] = last += bits.rice(k) + 1
  return docs
}

const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  for (let bit = 0; bit < 8; bit++) number = number & 1 ? number >>> 1 ^ 0xedb88320 : number >>> 1
  return number
})

/** CRC-32 as zlib has it. */
export const crc32 = bytes => {
  let sum = 0xffffffff
  for (const one of bytes) sum = TABLE[(sum ^ one) & 255] ^ sum >>> 8
  return (sum ^ 0xffffffff) >>> 0
}

/** The number of the last of the sorted `starts` that is not above the text: in which piece it stands. */
export const pieceOf = (starts, wanted) => {
  let low = 0, high = starts.length
  while (low < high) {
    const middle = low + high >> 1
    if (starts[middle] <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}
