// The related papers of a paper stand by nearness; two buttons also put them by date.

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
const DATE = /^(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})$/

/** A date as a row shows it (`18 Dec 2024`, `Dec 2024`, `2024`) as a number that grows with time; 0 for other text. */
export const when = text => {
  const [, day = 0, month, year] = DATE.exec(text.trim()) ?? []
  return year ? year * 10000 + (month ? MONTHS.indexOf(month) / 3 + 1 : 0) * 100 + Number(day) : 0
}

const dateOf = row => Math.max(0, ...[...row.querySelectorAll("li")].map(fact => when(fact.textContent)))

/** Puts the buttons below the heading of the related papers, where there are several. */
export const offerOrder = main => {
  const list = main.querySelector(".related > ol")
  if (!list?.children[1]) return
  const near = [...list.children]
  const group = document.createElement("div")
  group.className = "order"
  group.role = "group"
  group.ariaLabel = "Order of the related papers"
  const choose = (chosen, rows) => {
    for (const other of group.children) other.ariaPressed = other === chosen
    list.append(...rows())
  }
  const offer = (text, rows) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = text
    button.ariaPressed = text === "Nearest"
    button.onclick = () => choose(button, rows)
    group.append(button)
  }
  offer("Nearest", () => near)
  offer("Newest", () => [...near].sort((one, other) => dateOf(other) - dateOf(one)))
  list.before(group)
}
