// Queries of a test collection, from the forms that such files have. What cannot be read is told in a sentence.
const IDS = ["id", "query_id", "qid", "_id", "queryId", "num", "number", "topic_id"]
const TEXTS = ["text", "query", "title", "question", "topic", "content"]

/** Told to whoever runs it. */
export class QueriesError extends Error {}

const first = (value, names) => names.map(name => value[name]).find(found => ["string", "number"].includes(typeof found))

const ofObject = (value, where) => {
  if (!value || typeof value !== "object" || Array.isArray(value)) {
    throw new QueriesError(`${where}: a query is an object with \`id\` and \`text\`.`)
  }
  const id = first(value, IDS), text = first(value, TEXTS)
  if (id === undefined) throw new QueriesError(`${where}: this query has no \`id\` (or \`query_id\`).`)
  if (text === undefined) throw new QueriesError(`${where}: this query has no \`text\` (or \`query\`).`)
  return { id: String(id), text: String(text) }
}

const ofJson = (text, where) => {
  try { return JSON.parse(text) } catch {
    throw new QueriesError(`${where}: this is no JSON. Write one object a line: {"id": "1", "text": "words"}.`)
  }
}

const isHeading = ([id, text]) => IDS.includes(id) && TEXTS.includes(text)

/** TREC's topics: `<num> Number: 301` and `<title> words`, up to the next tag. */
const ofTopics = text => [...text.matchAll(/<top>([\s\S]*?)(?:<\/top>|(?=<top>)|$)/gi)].map(([, topic], number) => {
  const raw = name => new RegExp(`<${name}>([^<]*)`, "i").exec(topic)?.[1] ?? ""
  const part = name => raw(name).replace(/^\s*(?:number|topic|description):/i, "").replace(/\s+/g, " ").trim()
  const id = part("num"), title = part("title") || part("desc")
  if (!id || !title) throw new QueriesError(`topic ${number + 1}: it needs <num> and <title>.`)
  return { id, text: title }
})

const ofLine = (line, where) => {
  if (/^\s*[{[]/.test(line)) return ofObject(ofJson(line, where), where)
  const [id, ...rest] = line.split("\t")
  if (!rest.length) throw new QueriesError(`${where}: this is neither JSON nor an id, a tab and words.`)
  return isHeading([id, rest[0]]) ? null : { id: id.trim(), text: rest[0].trim() }
}

/** The queries of a file, `[{id, text}]`: JSON Lines, a JSON array, lines of `id`, tab, words, or TREC topics. */
export const readQueries = (content, name) => {
  const text = content.replace(/^\ufeff/, ""), start = text.trimStart()
  if (/^<top>|^<\?xml|^<topics/i.test(start)) return known(ofTopics(text), name)
  if (start.startsWith("[")) {
    return known(ofJson(text, name).map((one, place) => ofObject(one, `${name}: query ${place + 1}`)), name)
  }
  const lines = text.split(/\r?\n/).map((line, place) => line.trim() ? ofLine(line, `${name}:${place + 1}`) : null)
  return known(lines.filter(Boolean), name)
}

const known = (queries, name) => {
  if (!queries.length) throw new QueriesError(`${name}: there is no query in it.`)
  const seen = new Set()
  for (const { id } of queries) {
    if (seen.has(id)) throw new QueriesError(`${name}: the id ${JSON.stringify(id)} is given twice.`)
    seen.add(id)
  }
  return queries
}
