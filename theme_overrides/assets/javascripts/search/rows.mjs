// What a result shows, as the blocks of the index have it: generator/search_index/rows.py says how.

const LONGEST_SLUG = 79
const lower = text => text.replace(/[A-Z]+/g, letters => letters.toLowerCase())

/** The slug that most titles have; others are written out. */
export const simpleSlug = title => {
  const joined = title.replace(/(?<=[A-Za-z0-9])'(?=[A-Za-z0-9])/g, "")
  const slug = lower(joined).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")
  if (slug.length <= LONGEST_SLUG) return slug
  const cut = slug.slice(0, LONGEST_SLUG + 1)
  return cut.slice(0, Math.max(0, cut.lastIndexOf("-")))
}

const identityOf = (written, title) => written === "title:" ? `title:${lower(title).replace(/[^a-z0-9]+/g, "")}` : written

const pdfOf = (written, identity) => {
  if (written !== "=") return written
  const name = identity.slice(identity.indexOf(":") + 1)
  const place = identity.startsWith("arxiv:") ? ["arxiv.org", "pdf", name] : ["aclanthology.org", `${name}.pdf`]
  return `https://${place.join("/")}`
}

/** Only an address of the web may stand in a link. */
const link = text => /^https?:\/\//i.test(text) ? text : ""

/** A row in full, of paper `doc`; `tags` are the tags of the facts, `address` says where papers stand. */
export const readRow = (fields, doc, { tags, address }) => {
  const [title, slug = "", authors = [], count = 0, venue = "", date = "", identity = "", pdf = "", code = "", places = [],
    later = "", ids = [], listed = 0, isNew = 0, status = "", math = "", former = []] = fields
  const ownSlug = slug || simpleSlug(title), ownIdentity = identityOf(identity, title)
  return {
    doc, slug: ownSlug, url: address.replace("{}", encodeURIComponent(ownSlug)), title, authors,
    count: Number(count) || authors.length, others: typeof count === "string" ? count : "", venue, date, year: Number(date.slice(0, 4)) || 0,
    pdf: link(pdfOf(pdf, ownIdentity)), code: link(code), tags: places.map(place => tags[place]?.id).filter(Boolean),
    later, identity: ownIdentity, ids: ids.length ? ids : [ownIdentity], listed, isNew: isNew === 1, status, math, former,
  }
}
