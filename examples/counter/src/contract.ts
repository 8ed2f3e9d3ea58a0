import { call, NearBindgen, near, view } from 'near-sdk-js'

// A number that anyone may raise.

@NearBindgen({})
export class Counter {
  count: number = 0

  @view({})
  get_count(): number {
    return this.count
  }

  @call({})
  increase({ by = 1 }: { by?: number }): number {
    if (!Number.isInteger(by) || by < 1) throw new Error('`by` must be a whole number above 0.')
    this.count += by
    near.log(`${near.predecessorAccountId()} raised the count to ${this.count}`)
    return this.count
  }
}
