import { call, initialize, NearBindgen, near, view } from 'near-sdk-js'

@NearBindgen({})
export class Greeter {
  greeting: string = 'Hello'

  @initialize({})
  init({ greeting }: { greeting: string }): void {
    this.greeting = greeting
  }

  @view({})
  get_greeting(): string {
    return this.greeting
  }

  @call({})
  set_greeting({ greeting }: { greeting: string }): void {
    near.log(`Saving greeting ${greeting}`)
    this.greeting = greeting
  }
}
