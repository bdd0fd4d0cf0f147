// One question after another: an older answer is never shown, a wait is shown only when it is long, a failure always.

const LONG = 300

/**
 * Makes `ask(question)`, which runs a question and hands its answer on. `wait` is called when an answer takes long,
 * `fail` with what went wrong; both only for the newest question. A question that waits for something else before it
 * is asked calls what it is given, `isNewest()`, then: an older one must not take the place of a newer in the search.
 */
export const asking = ({ answered, wait, fail }) => {
  let newest = 0
  return async question => {
    const mine = ++newest
    const timer = setTimeout(() => mine === newest && wait(), LONG)
    try {
      const answer = await question(() => mine === newest)
      if (mine === newest) await answered(answer)
    } catch (error) {
      if (mine === newest && error?.name !== "AbortError") fail(error)
    } finally { clearTimeout(timer) }
  }
}
