/** One result of `npm run bench`; more fields say how it came about. */
export type BenchLine = {
  name: string
  value: number
  unit: string
  /** What the value must not exceed, where the project has set itself a limit. */
  limit?: number
  /** What the value must reach, where the project has set itself that. */
  least?: number
  /** How the value came about; shown with --details. */
  [detail: string]: unknown
}
