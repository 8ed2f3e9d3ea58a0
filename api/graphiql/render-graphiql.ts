import { type GraphiQLOptions, renderGraphiQL as renderFromNetwork } from 'graphql-yoga'

/**
 * Renders the GraphiQL page with its scripts in it, so that it works without the internet.
 *
 * They come from an optional package; where a server was installed without it, the page loads them from the network.
 */
export async function renderGraphiql(options: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql').catch(() => ({
    renderGraphiQL: renderFromNetwork,
  }))
  return renderGraphiQL(options)
}
