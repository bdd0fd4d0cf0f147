// The files of the index, each read once. They stand in a folder named by the build that made them, so files of two
// builds never mix: after a deployment the old folder is gone, and the manifest names another.

/** Told to readers. `isOld`: the site was changed since this page was made. */
export class StoreError extends Error {
  constructor(message, isOld = false) {
    super(message)
    this.isOld = isOld
  }
}

const FAILED = "Search did not load. The lists and tags work without it."
export const CHANGED = "The catalog was changed meanwhile. Reload the page to search it."

export class Store {
  #read
  #pieces = new Map()

  /** `read(path, isFresh)` gives the bytes of a file below `search/`, null where there is none; offline it throws. */
  constructor(read) { this.#read = read }

  /** Reads the manifest, past the browser's cache where `isFresh`; where it names another build, all pieces are forgotten. */
  async open(isFresh = false) {
    const bytes = await this.#bytes("manifest.json", isFresh)
    const manifest = bytes && parsed(bytes)
    if (!manifest?.build) throw new StoreError(FAILED)
    if (manifest.build !== this.manifest?.build) this.#pieces.clear()
    this.manifest = manifest
  }

  /** A file of this build as `make` reads it from its bytes, kept for the next time; a failure is not kept. */
  piece(path, make) {
    const kept = this.#pieces.get(path)
    if (kept) return kept
    const piece = this.#load(path, make)
    this.#pieces.set(path, piece)
    piece.catch(() => { if (this.#pieces.get(path) === piece) this.#pieces.delete(path) })
    return piece
  }

  async #load(path, make) {
    const { build } = this.manifest, bytes = await this.#bytes(`${build}/${path}`, false)
    if (!bytes || this.manifest.build !== build) throw new StoreError(CHANGED, true)
    return make(bytes)
  }

  async #bytes(path, isFresh) {
    try { return await this.#read(path, isFresh) } catch { throw new StoreError(FAILED) }
  }
}

/** JSON from bytes, or null. */
const parsed = bytes => { try { return JSON.parse(new TextDecoder().decode(bytes)) } catch { return null } }

/** What makes a piece from a file of JSON. */
export const json = bytes => JSON.parse(new TextDecoder().decode(bytes))
