export type Pairs<Item> = {
  pairs: { a: Item; b: Item }[]
  onlyInA: Item[]
  onlyInB: Item[]
}

/**
 * Pairs items that have the same key, the first of each with the first and so on; items without a key stay alone.
 *
 * With `whole`, a key pairs nothing unless both sides have it equally often.
 */
export function pairByKey<Item>(
  left: readonly Item[],
  right: readonly Item[],
  key: (item: Item) => string | null,
  whole = false,
): Pairs<Item> {
  const mine = groupBy(left, key)
  const theirs = groupBy(right, key)
  const partners = new Map<Item, Item>()
  for (const [text, as] of mine) {
    const bs = theirs.get(text) ?? []
    if (whole && as.length !== bs.length) continue
    for (let i = 0; i < Math.min(as.length, bs.length); i++) {
      partners.set(as[i] as Item, bs[i] as Item)
    }
  }
  const taken = new Set(partners.values())
  return {
    pairs: left
      .filter((item) => partners.has(item))
      .map((item) => ({ a: item, b: partners.get(item) as Item })),
    onlyInA: left.filter((item) => !partners.has(item)),
    onlyInB: right.filter((item) => !taken.has(item)),
  }
}

function groupBy<Item>(
  items: readonly Item[],
  key: (item: Item) => string | null,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const text = key(item)
    if (text === null) continue
    const group = groups.get(text)
    if (group === undefined) groups.set(text, [item])
    else group.push(item)
  }
  return groups
}
