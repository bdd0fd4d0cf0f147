// The files of queries that search_run.mjs reads.
import assert from "node:assert/strict"
import { test } from "node:test"
import { QueriesError, readQueries } from "./queries.mjs"

const two = [{ id: "1", text: "wing flow" }, { id: "2", text: "heat" }]

test("queries are read from all the forms that collections have", () => {
  for (const content of [
    '{"id": "1", "text": "wing flow"}\n\n{"id": 2, "text": "heat"}\n',
    '\ufeff{"query_id": 1, "query": "wing flow", "x": []}\r\n{"qid": "2", "title": "heat"}',
    '[{"_id": "1", "text": "wing flow"}, {"_id": "2", "text": "heat"}]',
    "query_id\ttext\n1\twing flow\n2\theat\n",
    "<top>\n<num> Number: 1\n<title> Topic: wing\nflow\n<desc> Description:\nlong\n</top>\n<top><num>2</num><title>heat</title></top>",
  ]) assert.deepEqual(readQueries(content, "q.jsonl"), two, content)
})

test("what cannot be read is told with its place", () => {
  for (const [content, told] of [
    ["", /q\.jsonl: there is no query/], ['{"id": "1"}', /q\.jsonl:1: this query has no `text`/], ['{"text": "a"}', /no `id`/],
    ['{"id": "1", "text": "a"}\n{"id"', /q\.jsonl:2: this is no JSON/], ["words alone", /neither JSON nor/], ["[1]", /query 1: a query is an object/],
    ['{"id": "1", "text": "a"}\n{"id": "1", "text": "b"}', /"1" is given twice/], ["<top><num>1</top>", /topic 1/],
  ]) assert.throws(() => readQueries(content, "q.jsonl"), error => error instanceof QueriesError && told.test(error.message), content)
})
