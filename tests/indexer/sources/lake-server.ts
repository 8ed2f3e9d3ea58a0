import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Node } from '../../../devnet/index.ts'
import { blockMessage } from '../../../devnet/neardata/block-message.ts'
import { stringifyJson } from '../../../devnet/primitives/json.ts'

export const BUCKET = 'near-lake-data-devnet'

export type LakeServer = {
  url: string
  /** Methods and paths with queries, and what each request said of who pays. */
  requests: { path: string; payer: string | undefined; signed: boolean }[]
  close(): Promise<void>
}

/** Serves a devnet's blocks as NEAR Lake's bucket does: the two requests of S3 that reading it takes. */
export async function serveLake({ blocks, validator }: Node): Promise<LakeServer> {
  const requests: LakeServer['requests'] = []

  const objectAt = (height: number, name: string): string | undefined => {
    const block = blocks.atHeight(height)
    if (!block) return undefined
    const message = blockMessage(block, validator)
    if (name === 'block.json') return stringifyJson(message.block)
    const shard = message.shards.find(({ shard_id }) => name === `shard_${shard_id}.json`)
    // NEAR Lake does not say which transaction a receipt comes from.
    return shard && stringifyJson(shard).replaceAll(/,"tx_hash":"[^"]*"/g, '')
  }

  const server = createServer(({ url = '', headers }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://host')
    const payer = headers['x-amz-request-payer'] as string | undefined
    requests.push({ path: url, payer, signed: headers.authorization !== undefined })
    const [, bucket, folder, name] = pathname.split('/')
    if (bucket !== BUCKET) return error(response, 404, 'NoSuchBucket')
    if (payer !== 'requester' || headers.authorization === undefined) {
      return error(response, 403, 'AccessDenied')
    }
    if (searchParams.get('list-type') === '2') return list(response, searchParams)
    const text = objectAt(Number(folder), name ?? '')
    if (text === undefined) return error(response, 404, 'NoSuchKey')
    response.writeHead(200, { 'content-type': 'application/json' }).end(text)
  })

  const list = (response: ServerResponse, query: URLSearchParams) => {
    const after = query.get('start-after') ?? ''
    const most = Number(query.get('max-keys') ?? 1_000)
    const prefixes: string[] = []
    const last = blocks.head().header.height
    for (let height = Number(after); height <= last && prefixes.length < most; height++) {
      const prefix = `${String(height).padStart(12, '0')}/`
      if (blocks.atHeight(height) && `${prefix}block.json` > after) prefixes.push(prefix)
    }
    const items = prefixes.map(
      (each) => `<CommonPrefixes><Prefix>${each}</Prefix></CommonPrefixes>`,
    )
    xml(
      response,
      200,
      `<ListBucketResult><Name>${BUCKET}</Name>${items.join('')}</ListBucketResult>`,
    )
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function error(response: ServerResponse, status: number, code: string): void {
  xml(response, status, `<Error><Code>${code}</Code><Message>made up</Message></Error>`)
}

function xml(response: ServerResponse, status: number, body: string): void {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
  response.writeHead(status, { 'content-type': 'application/xml' }).end(declaration + body)
}
