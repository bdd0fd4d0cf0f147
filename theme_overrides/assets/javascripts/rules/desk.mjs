// The page's side of the worker: questions go out, answers come back, and a worker that no longer answers is replaced.

import { termsOf } from "./language.mjs"

const PATIENCE = 2000

export class Desk {
  #worker = null
  #timer = 0
  #number = 0
  #load = null
  #question = null
  #slow = ""

  /** `hear` gets every answer to the last question, and what is told of the loading. */
  constructor(hear) {
    this.hear = hear
    this.#start()
  }

  #start() {
    this.#worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" })
    this.#worker.addEventListener("message", ({ data }) => this.#heard(data))
    this.#worker.addEventListener("error", () => this.hear({ kind: "failed" }))
  }

  /** Loads the papers; the number of bytes is told as they come. */
  load(address, chunks) {
    this.#load = { kind: "load", address, chunks }
    this.#worker.postMessage(this.#load)
  }

  /** Asks about a rule; an earlier question is given up. A rule that was too slow is not tried again. */
  ask(question) {
    this.#question = { ...question, kind: "ask", number: ++this.#number }
    if (JSON.stringify(question.rule) === this.#slow) return this.hear({ kind: "slow", expressions: expressionsOf(question.rule) })
    this.#worker.postMessage(this.#question)
    if (!this.#timer && hasExpression(question.rule)) this.#wait(question.rule)
  }

  /** From a sign of life on: without another one in time the rule is too slow. */
  #wait(rule) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#giveUp(rule), PATIENCE)
  }

  #heard(answer) {
    if (answer.number !== undefined) {
      clearTimeout(this.#timer)
      this.#timer = 0
      if (!answer.ended && hasExpression(this.#question.rule)) this.#wait(this.#question.rule)
      if (answer.number !== this.#number) return
    }
    if (answer.kind !== "alive") this.hear(answer)
  }

  /** Only an expression can take so long: a new worker takes over, and is asked where the expressions are others by now. */
  #giveUp(rule) {
    this.#timer = 0
    this.#worker.terminate()
    this.#start()
    if (this.#load) this.#worker.postMessage(this.#load)
    const expressions = expressionsOf(rule), latest = this.#question.rule
    if (expressions.join("\n") !== expressionsOf(latest).join("\n")) return this.ask(this.#question)
    this.#slow = JSON.stringify(latest)
    this.hear({ kind: "slow", expressions })
  }
}

const expressionsOf = rule => Object.values(termsOf(rule)).flat().filter(term => term.regex).flatMap(term => term.spellings)
const hasExpression = rule => expressionsOf(rule).length > 0
