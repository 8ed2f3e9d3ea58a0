import { call, NearBindgen, near, Vector, view } from 'near-sdk-js'

// Signed messages, kept in a vector.

type Message = { from: string; text: string }

@NearBindgen({})
export class Guestbook {
  messages: Vector<Message> = new Vector<Message>('m')

  @call({ payableFunction: true })
  add_message({ text }: { text: string }): void {
    if (typeof text !== 'string' || text === '') throw new Error('`text` must be a text.')
    this.messages.push({ from: near.predecessorAccountId(), text })
  }

  @view({})
  get_messages({ from_index = 0, limit = 10 }: { from_index?: number; limit?: number }): Message[] {
    return this.messages.toArray().slice(from_index, from_index + limit)
  }

  @view({})
  total_messages(): number {
    return this.messages.length
  }
}
