// Every row of a built page: it can be saved and cited.
import { addCites } from "../cite/row.mjs"
import { addStars } from "./star.mjs"

export const dress = main => {
  addStars(main)
  addCites(main)
}
