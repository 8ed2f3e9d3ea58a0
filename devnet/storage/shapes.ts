/** Numbers the lists of names that objects have, so that no value has to spell them out. */
export type Shapes = {
  /** Throws a TypeError for names that cannot be kept. */
  idOf: (names: readonly string[]) => number
  /** Throws a RangeError for a number that no shape has. */
  namesOf: (id: number) => readonly string[]
  /** Those that have been added since the last `markKept`. */
  added: () => readonly Shape[]
  markKept: () => void
}

export type Shape = { id: number; names: readonly string[] }

const SEPARATOR = '\n'

export function createShapes(kept: readonly Shape[] = []): Shapes {
  const byId: (readonly string[])[] = []
  const ids = new Map<string, number>()
  let added: Shape[] = []

  // No two lists have the same key: those that are kept have no separator in their names, and the count tells them from those that have.
  const keyOf = (names: readonly string[]): string =>
    `${names.length}${SEPARATOR}${names.join(SEPARATOR)}`

  const keep = ({ id, names }: Shape): void => {
    byId[id] = names
    ids.set(keyOf(names), id)
  }
  for (const shape of kept) keep(shape)

  const add = (names: readonly string[]): number => {
    if (names.some((name) => name.includes(SEPARATOR))) {
      throw new TypeError('a field with a line break in its name cannot be stored')
    }
    const shape = { id: byId.length, names }
    keep(shape)
    added.push(shape)
    return shape.id
  }

  return {
    idOf: (names) => ids.get(keyOf(names)) ?? add(names),
    namesOf: (id) => {
      const names = byId[id]
      if (!names) throw new RangeError(`there is no shape ${id}`)
      return names
    },
    added: () => added,
    markKept: () => {
      added = []
    },
  }
}
