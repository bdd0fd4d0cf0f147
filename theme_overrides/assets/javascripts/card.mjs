// A way to correct one paper, or to decide a tag for it alone, where the repository's site is known: a card, begun.

const LINE = /^(.+)\/blob\/([^/]+)\/(.+)\/([^/]+)#L\d+$/

/** A card that names its paper, with what is to be filled in. A text in JSON's quotes is one in YAML's too. */
export const cardFor = (key, value) => `${key}: ${JSON.stringify(value)}
# Write fields to add or correct: abstract, authors, date, venue, url, pdf.
# Write tags by their ids, with a reason that readers will see. Take out what is not needed.
pin:
  missing-tag: Say here why the paper has it.
ban:
  wrong-tag: Say here why it has it not.
`

/**
 * The address that opens a card on the repository's site: the one that is there already, else a new one beside the
 * sources of the paper, of which `lines` are the addresses. Empty where the repository is not known.
 */
export const cardAddress = (lines, slug, card) => {
  const found = lines.map(line => LINE.exec(line)).filter(Boolean)
  const [written] = found.filter(parts => /\.ya?ml$/.test(parts[4]))
  if (written) return `${written[1]}/edit/${written[2]}/${written[3]}/${written[4]}`
  if (!found.length) return ""
  const [, repository, branch, folder] = found[0]
  return `${repository}/new/${branch}?${new URLSearchParams({ filename: `${folder}/${slug}.yml`, value: card })}`
}

const known = name => document.head.querySelector(`meta[name=citation_${name}]`)?.content

const say = (section, before, text, href) => {
  const line = document.createElement("p")
  const link = Object.assign(document.createElement("a"), { href, textContent: text })
  line.append(before, link, ".")
  section?.append(line)
}

/** Puts the way below the tags of a paper page and below its sources. */
export const offerCard = main => {
  const key = ["arxiv_id", "doi"].find(known) ?? "title"
  const lines = [...main.querySelectorAll(".sources li > a")].map(link => link.href)
  const slug = location.pathname.replace(/\.html$|\/$/, "").split("/").at(-1)
  const href = cardAddress(lines, slug, cardFor(key.replace("_id", ""), known(key) ?? ""))
  if (!href) return
  say(main.querySelector(".why"), "A tag is wrong or missing? ", "Pin or remove it for this paper", href)
  say(main.querySelector(".sources"), "", "Correct this paper", href)
}
