/** Where the boxes and lines of a graph stand: in layers from left to right, with few crossings. */

export const box = { width: 204, height: 54 }
const gap = { x: 36, y: 14, line: 10 }
const sweeps = 12

interface Point {
  readonly x: number
  readonly y: number
}

export interface Layout {
  readonly width: number
  readonly height: number
  /** Each box's upper left corner. */
  readonly boxes: ReadonlyMap<string, Point>
  readonly lines: ReadonlyArray<{ readonly from: string; readonly to: string; readonly path: string }>
}

/** Something in a layer: a box, or a place where a long line passes. */
interface Spot {
  readonly layer: number
  readonly height: number
  readonly before: Array<Spot>
  readonly behind: Array<Spot>
  y: number
}

/** `after` names, for each box, those that stand before it. */
export const layout = (after: ReadonlyMap<string, ReadonlyArray<string>>): Layout => {
  const direct = withoutDetours(after)
  const layers: Array<Array<Spot>> = []
  const place = (layer: number, height: number): Spot => {
    const spot: Spot = { layer, height, before: [], behind: [], y: 0 }
    const those = (layers[layer] ??= [])
    those.push(spot)
    return spot
  }
  const depths = depthsOf(direct)
  const spots = new Map([...depths].map(([name, depth]) => [name, place(depth, box.height)]))
  const chains = [...direct].flatMap(([to, froms]) =>
    froms.map((from) => ({ from, to, spots: chain(spots.get(from), spots.get(to), place) }))
  )
  arrange(layers)
  const height = Math.max(...layers.map(heightOf), 0)
  return {
    width: Math.max(0, layers.length * (box.width + gap.x) - gap.x),
    height,
    boxes: new Map([...spots].map(([name, spot]) => [name, { x: left(spot), y: spot.y - spot.height / 2 }])),
    lines: chains.map(({ from, spots, to }) => ({ from, to, path: pathOf(spots) }))
  }
}

// ---- layers ----------------------------------------------------------------------------------------------

/** Without the lines that a longer way says already. */
const withoutDetours = (
  after: ReadonlyMap<string, ReadonlyArray<string>>
): ReadonlyMap<string, ReadonlyArray<string>> => {
  const reach = (name: string): ReadonlySet<string> => {
    const found = new Set<string>()
    const enter = (it: string): void => {
      for (const before of after.get(it) ?? [])
        if (!found.has(before)) {
          found.add(before)
          enter(before)
        }
    }
    enter(name)
    return found
  }
  return new Map(
    [...after].map(([name, befores]) => [
      name,
      befores.filter((before) => !befores.some((other) => other !== before && reach(other).has(before)))
    ])
  )
}

const depthsOf = (after: ReadonlyMap<string, ReadonlyArray<string>>): ReadonlyMap<string, number> => {
  const depths = new Map<string, number>()
  const depth = (name: string): number => {
    const known = depths.get(name)
    if (known !== undefined) return known
    depths.set(name, 0)
    const found = Math.max(0, ...(after.get(name) ?? []).map((before) => depth(before) + 1))
    depths.set(name, found)
    return found
  }
  for (const name of after.keys()) depth(name)
  return depths
}

/** The spots of a line, with one in each layer that it passes. */
const chain = (
  from: Spot | undefined,
  to: Spot | undefined,
  place: (layer: number, height: number) => Spot
): ReadonlyArray<Spot> => {
  if (from === undefined || to === undefined) return []
  const spots = [from]
  for (let layer = from.layer + 1; layer < to.layer; layer++) spots.push(place(layer, gap.line))
  spots.push(to)
  for (const [i, spot] of spots.entries()) {
    const next = spots[i + 1]
    if (next === undefined) continue
    spot.behind.push(next)
    next.before.push(spot)
  }
  return spots
}

// ---- order -----------------------------------------------------------------------------------------------

const heightOf = (layer: ReadonlyArray<Spot>): number =>
  layer.reduce((sum, { height }) => sum + height + gap.y, -gap.y)

/** Orders each layer by where its neighbours stand, back and forth. */
const arrange = (layers: Array<Array<Spot>>): void => {
  const height = Math.max(...layers.map(heightOf), 0)
  const stack = (layer: ReadonlyArray<Spot>): void => {
    let y = (height - heightOf(layer)) / 2
    for (const spot of layer) {
      spot.y = y + spot.height / 2
      y += spot.height + gap.y
    }
  }
  layers.forEach(stack)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const isForth = sweep % 2 === 0
    for (const layer of isForth ? layers : [...layers].reverse()) {
      const middles = new Map(layer.map((spot) => [spot, middle(spot, isForth ? spot.before : spot.behind)]))
      layer.sort((one, other) => (middles.get(one) ?? 0) - (middles.get(other) ?? 0))
      stack(layer)
    }
  }
}

const middle = (spot: Spot, neighbours: ReadonlyArray<Spot>): number =>
  neighbours.length === 0 ? spot.y : neighbours.reduce((sum, { y }) => sum + y, 0) / neighbours.length

// ---- lines -----------------------------------------------------------------------------------------------

const left = ({ layer }: Spot): number => layer * (box.width + gap.x)

const pathOf = (spots: ReadonlyArray<Spot>): string =>
  spots
    .map((spot, i) => {
      const [x, y] = [left(spot), round(spot.y)]
      if (i === 0) return `M${x + box.width} ${y}`
      const before = spots[i - 1]
      const bend = gap.x / 2
      const curve = `C${x - bend} ${round(before?.y ?? y)} ${x - bend} ${y} ${x} ${y}`
      return i === spots.length - 1 ? curve : `${curve}H${x + box.width}`
    })
    .join("")

const round = (value: number): number => Math.round(value * 10) / 10
