import type { Image } from '../container/image.ts'

/** How recipes of one kind are followed in a container. Paths are those that the container sees. */
export type Environment = {
  /** Where the checkout is mounted. */
  mount: string
  workdir: string
  /** What the build sees beside the image's own environment. */
  env: Readonly<Record<string, string>>
  /** The recipe's command, a word each. */
  command: readonly string[]
  /** Fetches what the build needs, with the network on; undefined: nothing has to be fetched. */
  fetch: readonly string[] | undefined
  /** Where cargo keeps what it has fetched; shared by the stages. */
  cargoHome: string | undefined
  /** Where the wasm may be, relative to the checkout, most likely first. */
  outputs: readonly string[]
}

export type Checkout = {
  directory: string
  /** Seconds since 1970 of the commit. */
  commitTime: number
}

export type EnvironmentOf = (image: Image, checkout: Checkout) => Promise<Environment>
