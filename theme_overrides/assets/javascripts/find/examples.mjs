// Searches to try, below the box of the home page, made of what the page shows: a tag, a kind with years, an author.
import { h } from "../rules/dom.mjs"
import { LIST } from "../site.mjs"

const idOf = link => decodeURIComponent(link.pathname.replace(/\/$|\.html$/, "").split("/").at(-1))

/** The texts of some searches that find something. */
export const searches = ({ tag, kind, year, author }) => [
  tag && tag.toLowerCase(),
  kind && (year ? `tag:${kind} year:${year}..` : `tag:${kind}`),
  author && `author:${author.toLowerCase()}`,
  tag && kind && `${tag.toLowerCase()} -${kind}`,
].filter(Boolean)

const read = main => {
  const [year, kind] = [...main.querySelectorAll(".strip section")].map(part => part.querySelector("p a"))
  const tag = [...main.querySelectorAll(".topics li > a")].find(link => link.textContent.length < 30)
  const person = main.querySelector(".rows h3 + p")?.textContent.split(/, | … /)[0].split(" ").at(-1) ?? ""
  return {
    tag: tag?.textContent ?? "", kind: kind ? idOf(kind) : "", year: Number(year?.textContent) ? String(Number(year.textContent) - 1) : "",
    author: /^[\p{L}-]{2,20}$/u.test(person) ? person : "",
  }
}

/** The line of links. */
export const examples = main => {
  const links = searches(read(main)).map(text => h("a", { href: `${LIST}?${new URLSearchParams({ q: text })}` }, text))
  return links.length ? [h("p", { className: "try" }, h("span", {}, "Try"), links)] : []
}
