const EXAMPLE_QUERY = `# Is what runs at an account what its source says?
# Who counts, and how many are needed, is for you to say: here, any two accounts.
query Verdict {
  contract(accountId: "example.near") {
    codeHash
    codeSource
    verdict(policy: { text: "anyone 2" }) {
      status
      missing
      supporting { operator builder recipe { source { repository commit path } } }
      dissenting { operator builder codeHash }
      asOf { blockHeight seq head }
    }
  }
  status { network indexedHeight chainHeight lag }
}
`

/** Says what GraphiQL shows when it is opened. */
export const graphiqlOptions = (exampleQuery: string = EXAMPLE_QUERY) => ({
  title: 'Countersign',
  defaultQuery: exampleQuery,
})
