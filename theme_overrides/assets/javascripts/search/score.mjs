// provisional
import { ABSTRACT, AUTHORS, TAGS, timesIn, TITLE } from "./postings.mjs"

export const idf = (count, papers) => Math.max(1, Math.floor(256 * Math.log(1 + (papers - count + 0.5) / (count + 0.5))))

export const addScores = (scores, list, weight, papers, lengths, [T, A]) => {
  const own = weight * idf(list.docs.length, papers)
  list.docs.forEach((doc, at) => {
    const kind = list.kinds[at]
    const tf = 3 * timesIn(kind, TITLE) / (0.25 + 0.75 * lengths.title[doc] * papers / T) + 2 * timesIn(kind, AUTHORS) + 2 * timesIn(kind, TAGS)
      + timesIn(kind, ABSTRACT) / (0.25 + 0.75 * lengths.abstract[doc] * papers / A)
    scores[doc] += Math.floor(own * 2.2 * tf / (tf + 1.2))
  })
}
