// The names that papers have in the world: generator/identifiers.py in the browser. A test holds the two together.
const LONGEST = 300
const DOI = /^(?:doi:|info:doi\/|(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/)?(10\.\d{4,9}(?:\.\d+)*\/[!#-\[\]-~]+)$/i
const ARXIV = new RegExp(
  "^(?:arxiv:|10\\.48550/arxiv\\."
  + "|(?:https?://)?(?:www\\.|export\\.|[a-z]{2}\\.)?(?:arxiv\\.org|alphaxiv\\.org)/(?:abs|pdf|html|format|ps|src)/"
  + "|(?:https?://)?huggingface\\.co/papers/|(?:doi:|https?://(?:dx\\.)?doi\\.org/)10\\.48550/arxiv\\.)?"
  + "(?:(\\d{2}(?:0[1-9]|1[0-2])\\.\\d{4,5})|([a-z]{1,9}(?:-[a-z]{2,5})?)(?:\\.[a-z]{2})?/(\\d{2}(?:0[1-9]|1[0-2])\\d{3}))"
  + "(?:v\\d+)?(?:\\.pdf)?/?(?:[?#].*)?$", "i",
)
const ACL = new RegExp(
  "^(?:acl:|(?:doi:|https?://(?:dx\\.)?doi\\.org/)?10\\.18653/v1/"
  + "|(?:https?://)?(?:www\\.)?(?:aclanthology\\.(?:org|info)|aclweb\\.org/anthology)/(?:papers/)?)?"
  + "(?:(\\d{4}\\.[a-z0-9_]+-[a-z0-9_]+\\.\\d+)|([a-z]\\d{2}-\\d{4,5}))(?:v\\d+)?(?:\\.pdf|\\.bib)?/?(?:[?#].*)?$", "i",
)

// DOIs that only repeat an arXiv or ACL id, and mean nothing else.
const OTHERS = /^10\.(?:48550\/arxiv\.|18653\/v1\/)/

const decoded = text => { try { return decodeURIComponent(text) } catch { return text } }

const arxivOf = text => {
  const [, now, archive, number] = ARXIV.exec(text) ?? []
  return now ?? (archive ? `${archive.toLowerCase()}/${number}` : "")
}

const aclOf = text => {
  const [, now, old] = ACL.exec(text) ?? []
  return now?.toLowerCase() ?? old?.toUpperCase() ?? ""
}

const doiOf = text => {
  const normal = DOI.exec(decoded(text))?.[1].replace(/[.,;]+$/, "").toLowerCase() ?? ""
  return OTHERS.test(normal) || normal.split("/").some(step => /^\.*$/.test(step)) ? "" : normal
}

/** The paper that an id or an address without spaces means, as `arxiv:…`, `acl:…` or `doi:…`, or "". */
export const identityOf = text => {
  if (text.length > LONGEST) return ""
  const arxiv = arxivOf(text), acl = arxiv ? "" : aclOf(text), doi = arxiv || acl ? "" : doiOf(text)
  return arxiv ? `arxiv:${arxiv}` : acl ? `acl:${acl}` : doi ? `doi:${doi}` : ""
}
