/** One result of `npm run bench`; more fields say how it came about. */
export type BenchLine = { name: string; value: number; unit: string }
