/** Counts how many of the numbers one has to take out so that the others ascend: all but a longest ascending row of them. */
export function countMoved(numbers: readonly number[]): number {
  // Of all ascending rows of each length, the lowest number that one ends with.
  const ends: number[] = []
  for (const number of numbers) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] as number) < number) low = middle + 1
      else high = middle
    }
    ends[low] = number
  }
  return numbers.length - ends.length
}
