// The order of a list. Papers are numbered newest first, and every tie goes by number.

/** Sorts papers so that those with the higher value come first. */
const byValue = (docs, value, papers) => {
  const keys = Float64Array.from(docs, doc => doc - value(doc) * papers).sort()
  return Int32Array.from(keys, key => ((key % papers) + papers) % papers)
}

const listedTimes = (sets, papers) => {
  const times = new Uint16Array(papers)
  for (const [number, { docs }] of sets.all("listed")) for (const doc of docs) times[doc] = number
  return times
}

/** The papers, given newest first, in the order asked for; `scores` may be null. */
export const sorted = async (docs, { sort }, scores, library) => {
  const { papers } = library
  if (sort === "best") return scores ? byValue(docs, doc => scores[doc], papers) : docs
  if (sort === "title") {
    const places = await library.titles()
    return byValue(docs, doc => papers - places[doc], papers)
  }
  if (sort === "listed") {
    const times = listedTimes(await library.sets(), papers)
    return byValue(docs, doc => times[doc], papers)
  }
  return docs
}
