// The map's numbers: what is near, what comes next, what part is seen, what the colours mean.
import assert from "node:assert/strict"
import { test } from "node:test"
import { byTag, byTopic, byYear } from "../theme_overrides/assets/javascripts/map/colours.mjs"
import { bounded, levelAt, moved, MOST, showing, whole, zoomed } from "../theme_overrides/assets/javascripts/map/frame.mjs"
import { namesAt } from "../theme_overrides/assets/javascripts/map/names.mjs"
import { named } from "../theme_overrides/assets/javascripts/map/papers.mjs"
import { isWay, middle, nearest, next, pointsOf, within } from "../theme_overrides/assets/javascripts/map/points.mjs"

const WIDTH = 3600, HEIGHT = 2400

/** Points without a pattern, always the same. */
const scattered = count => {
  let seed = 7
  const number = most => { seed = (seed * 48271) % 2147483647; return seed % most }
  const x = Array.from({ length: count }, () => number(WIDTH)), y = Array.from({ length: count }, () => number(HEIGHT))
  const all = Array.from({ length: count }, (_, point) => point)
  return pointsOf({ width: WIDTH, height: HEIGHT, doc: all.map(point => count - 1 - point), x, y, topic: all.map(point => point % 3), year: all.map(point => point % 7 ? 2010 + point % 11 : 0) })
}

const plainly = (points, x, y, reach, among) => {
  let best = -1, least = reach * reach
  for (let point = 0; point < points.count; point++) {
    const distance = (points.x[point] - x) ** 2 + (points.y[point] - y) ** 2
    if (distance <= least && among(point)) { best = point; least = distance }
  }
  return [best, best < 0 ? Infinity : least]
}

test("the nearest point is the one that looking at all of them finds", () => {
  const points = scattered(800)
  for (let step = 0; step < 300; step++) {
    const x = (step * 977) % WIDTH, y = (step * 613) % HEIGHT, among = point => point % 4 !== 1
    const found = nearest(points, x, y, 120, among), [, least] = plainly(points, x, y, 120, among)
    assert.equal(found < 0 ? Infinity : (points.x[found] - x) ** 2 + (points.y[found] - y) ** 2, least)
  }
})

test("nothing is near where nothing is", () => {
  assert.equal(nearest(pointsOf({ width: WIDTH, height: HEIGHT, doc: [], x: [], y: [], topic: [], year: [] }), 5, 5, 99), -1)
  assert.equal(nearest(scattered(3), -900, -900, 5), -1)
})

test("a rectangle has all points in it", () => {
  const points = scattered(500), found = new Set(within(points, 400, 300, 1500, 900))
  for (let point = 0; point < points.count; point++) {
    const isIn = points.x[point] >= 400 && points.x[point] <= 1500 && points.y[point] >= 300 && points.y[point] <= 900
    if (isIn) assert.ok(found.has(point))
  }
  assert.equal(within(points, 0, 0, WIDTH, HEIGHT).length, 500)
})

test("an arrow goes the way it points, and stays where there is no further point", () => {
  const points = scattered(300)
  for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
    let at = middle(points), steps = 0
    for (; steps < 400; steps++) {
      const to = next(points, at, key)
      if (to === at) break
      const along = { ArrowLeft: points.x[at] - points.x[to], ArrowRight: points.x[to] - points.x[at], ArrowUp: points.y[at] - points.y[to], ArrowDown: points.y[to] - points.y[at] }[key]
      assert.ok(along > 0)
      at = to
    }
    assert.ok(steps > 2 && steps < 400)
  }
  assert.ok(isWay("ArrowUp") && !isWay("Enter") && !isWay("toString"))
})

test("arrows pass over papers that step back", () => {
  const points = scattered(200), among = point => point % 2 === 0
  let at = middle(points, among)
  for (let step = 0; step < 5; step++) { at = next(points, at, "ArrowRight", among); assert.equal(at % 2, 0) }
})

test("a part of the map stays within it, and what is under the pointer stays there", () => {
  let frame = whole
  for (const [factor, x, y] of [[2, 100, 100], [3, 3500, 2300], [1.5, 1800, 1200], [0.2, 5, 5], [100, 1, 2399]]) {
    const before = { x: (x - frame.x) * frame.scale, y: (y - frame.y) * frame.scale }
    const after = zoomed(frame, factor, x, y, WIDTH, HEIGHT)
    assert.ok(after.x >= 0 && after.x + WIDTH / after.scale <= WIDTH + 1e-6)
    assert.ok(after.y >= 0 && after.y + HEIGHT / after.scale <= HEIGHT + 1e-6)
    assert.ok(after.scale >= 1 && after.scale <= MOST)
    if (factor > 1) {
      assert.ok(Math.abs((x - after.x) * after.scale - before.x) < 1e-6 * WIDTH || after.x === 0 || after.x === WIDTH - WIDTH / after.scale)
    }
    frame = after
  }
  assert.deepEqual(moved(whole, 500, 500, WIDTH, HEIGHT), whole)
  assert.deepEqual(bounded({ x: -9, y: 9e9, scale: 2 }, WIDTH, HEIGHT), { x: 0, y: HEIGHT / 2, scale: 2 })
})

test("a point that is chosen by keys is brought into sight", () => {
  const frame = { x: 0, y: 0, scale: 4 }
  const found = showing(frame, 3000, 2000, WIDTH, HEIGHT)
  assert.ok(3000 > found.x && 3000 < found.x + WIDTH / 4 && 2000 > found.y && 2000 < found.y + HEIGHT / 4)
  assert.equal(showing(frame, 400, 300, WIDTH, HEIGHT), frame)
  assert.equal(showing(whole, 3599, 1, WIDTH, HEIGHT), whole)
})

test("every way to colour counts every paper once", () => {
  const points = scattered(400)
  const ways = [
    byTopic(points, [["A", 0], ["B", 1], ["No topic", 6]]), byYear(points),
    byTag(points, "A tag", new Set(points.doc.filter(doc => doc % 5 === 0))),
  ]
  for (const { kinds, own } of ways) {
    assert.equal(kinds.reduce((sum, kind) => sum + kind.count, 0), 400)
    assert.equal(own.length, 400)
    assert.ok(own.every(kind => kind >= 0 && kind < kinds.length))
  }
  assert.equal(ways[2].kinds[0].count, 80)
})

test("years are parts with names that say them, papers without one apart", () => {
  const points = scattered(400), { kinds, own } = byYear(points)
  assert.match(kinds[0].name, /^2010/)
  assert.equal(kinds.at(-1).name, "Year not known")
  assert.equal(kinds.at(-1).count, points.year.filter(year => !year).length)
  assert.ok(own.every((kind, point) => (kind === kinds.length - 1) === !points.year[point]))
  const same = byYear({ ...points, year: points.year.map(() => 2024) })
  assert.deepEqual(same.kinds.filter(kind => kind.count).map(kind => kind.name), ["2024"])
  const none = byYear({ ...points, year: points.year.map(() => 0) })
  assert.deepEqual(none.kinds.filter(kind => kind.count).map(kind => kind.name), ["Year not known"])
})

test("no name of a neighbourhood lies over another or outside", () => {
  const regions = Array.from({ length: 60 }, (_, at) => [(at * 977) % WIDTH, (at * 613) % HEIGHT, `words ${at}`, 60 - at, at % 3])
  const asked = { frame: whole, unit: 0.25, level: 2, wide: 900, high: 600, width: text => text.length * 8 }
  const names = namesAt(regions, asked)
  assert.ok(names.length > 5)
  for (const one of names) {
    assert.ok(one.x - one.wide / 2 >= 0 && one.x + one.wide / 2 <= 900)
    for (const other of names) {
      if (one !== other) assert.ok(Math.abs(one.x - other.x) >= (one.wide + other.wide) / 2 || Math.abs(one.y - other.y) >= 18)
    }
  }
  assert.deepEqual(namesAt(regions, { ...asked, level: 0 }).filter(({ text }) => regions.find(region => region[2] === text)[4] > 0), [])
  assert.deepEqual([1, 3, 9].map(levelAt), [0, 1, 2])
})

test("titles come in pieces, each asked for once, and again where it failed", async () => {
  const asked = []
  let isDown = false
  const read = async url => {
    asked.push(url.pathname)
    if (isDown) throw new Error("down")
    return [["a", "A", "x"], ["b", "B", "y"]]
  }
  const paper = named({ block: 2, folder: "https://site.example/map/abc/points.json", urlOf: slug => `/papers/${slug}/`, read })
  assert.deepEqual(await Promise.all([paper(0), paper(1)]), [{ url: "/papers/a/", title: "A", at: "x" }, { url: "/papers/b/", title: "B", at: "y" }])
  assert.deepEqual(asked, ["/map/abc/0.json"])
  isDown = true
  assert.equal(await paper(5), null)
  isDown = false
  assert.equal((await paper(5)).title, "B")
  assert.deepEqual(asked.slice(1), ["/map/abc/2.json", "/map/abc/2.json"])
})
