// The related papers of a paper stand by nearness; two buttons also put them by date.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const DATE = /^(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})$/

/** A date as a row shows it (`18 Dec 2024`, `Dec 2024`, `2024`) as a number that grows with time; 0 for other text. */
export const when = text => {
  const [, day = 0, month, year] = DATE.exec(text.trim()) ?? []
  return year ? Number(year) * 10000 + (MONTHS.indexOf(month) + 1) * 100 + Number(day) : 0
}

const dateOf = row => Math.max(0, ...[...row.querySelectorAll("li")].map(fact => when(fact.textContent)))

const button = (text, press) => {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = text
  made.addEventListener("click", press)
  return made
}

/** Puts the buttons below the heading of the related papers, where there are several. */
export const offerOrder = main => {
  const list = main.querySelector(".related > ol")
  if (!list || list.children.length < 2) return
  const near = [...list.children]
  const dates = new Map(near.map(row => [row, dateOf(row)]))
  const newest = [...near].sort((one, other) => dates.get(other) - dates.get(one))
  const group = document.createElement("div")
  group.className = "order"
  group.setAttribute("role", "group")
  group.setAttribute("aria-label", "Order of the related papers")
  const choose = (chosen, rows) => {
    for (const other of group.children) other.setAttribute("aria-pressed", other === chosen)
    list.append(...rows)
  }
  const first = button("Nearest", () => choose(first, near))
  const second = button("Newest", () => choose(second, newest))
  group.append(first, second)
  choose(first, near)
  list.before(group)
}
