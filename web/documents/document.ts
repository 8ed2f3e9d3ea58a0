/** A GraphQL document with what it answers and what it asks for; `answers.gen.ts` has the types of all. */
export type Document<Data, Variables> = {
  readonly text: string
  /** Only for the type: no value is there. */
  readonly types?: { data: Data; variables: Variables }
}

/** Makes a document of its parts: an operation and the fragments that it uses. */
export function createDocument<Data, Variables>(...parts: string[]): Document<Data, Variables> {
  return { text: parts.join('\n') }
}
