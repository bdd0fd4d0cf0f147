// The pages of a long list that are worth a link.

/** The first, the last, this one and its neighbours; null stands where pages are left out. */
export const pagesShown = (page, last) => {
  const near = [1, page - 1, page, page + 1, last].filter(one => one >= 1 && one <= last)
  const pages = [...new Set(near)].sort((a, b) => a - b)
  return pages.flatMap((one, place) => {
    const before = pages[place - 1]
    return place && one - before === 2 ? [one - 1, one] : place && one - before > 2 ? [null, one] : [one]
  })
}
