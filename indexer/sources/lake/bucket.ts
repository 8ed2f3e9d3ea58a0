import type { S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { IndexerError } from '../../errors.ts'
import type { Endpoint } from '../requests/fail-over.ts'
import type { RateLimit } from '../requests/rate-limit.ts'

/** Where NEAR Lake keeps blocks: `<height in 12 digits>/block.json` and `<height in 12 digits>/shard_<id>.json`. */
export type Bucket = Endpoint & {
  /** Returns the first heights from one on that there are blocks of, in order. */
  heightsFrom(height: number, most: number, signal: AbortSignal): Promise<number[]>
  /** Returns the parsed JSON of an object; undefined if there is none. */
  object(height: number, name: string, signal: AbortSignal): Promise<unknown>
}

export type BucketOptions = {
  bucket: string
  region: string
  /** URL of a server that speaks S3; undefined: Amazon's. */
  endpoint?: string | undefined
}

const HEIGHT_DIGITS = 12
const PACKAGE = '@aws-sdk/client-s3'

/** Opens a bucket; keys come from where all AWS programs take them: the environment, then `~/.aws`. */
export async function openBucket(
  { bucket, region, endpoint }: BucketOptions,
  limit: RateLimit,
): Promise<Bucket> {
  const s3 = await import('@aws-sdk/client-s3').catch((cause: unknown) => {
    throw new IndexerError(
      'LAKE_NOT_INSTALLED',
      `The source lake needs the package ${PACKAGE}, which is not installed. Install it with \`npm install ${PACKAGE}\`, or use the source neardata.`,
      { package: PACKAGE },
      { cause },
    )
  })
  const client: S3Client = new s3.S3Client({
    region,
    // Servers other than Amazon's seldom have a host name for each bucket.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // Trying again is the source's own.
    maxAttempts: 1,
  })
  const name = endpoint === undefined ? `s3://${bucket}` : `${new URL(endpoint).origin}/${bucket}`
  // Who reads pays: NEAR Lake answers nobody else.
  const common = { Bucket: bucket, RequestPayer: 'requester' } as const

  return {
    name,
    async heightsFrom(height, most, signal) {
      const command = new s3.ListObjectsV2Command({
        ...common,
        Delimiter: '/',
        // Objects of that height come after its digits alone.
        StartAfter: digits(height),
        MaxKeys: most,
      })
      await limit(signal)
      const { CommonPrefixes = [] } = await asked(name, () =>
        client.send(command, { abortSignal: signal }),
      )
      return CommonPrefixes.flatMap(({ Prefix = '' }) =>
        /^\d{12}\/$/.test(Prefix) ? [Number(Prefix.slice(0, HEIGHT_DIGITS))] : [],
      )
    },
    async object(height, objectName, signal) {
      const key = `${digits(height)}/${objectName}`
      const command = new s3.GetObjectCommand({ ...common, Key: key })
      await limit(signal)
      const text = await asked(name, async () => {
        try {
          const { Body } = await client.send(command, { abortSignal: signal })
          return await Body?.transformToString()
        } catch (error) {
          if ((error as S3ServiceException).name === 'NoSuchKey') return undefined
          throw error
        }
      })
      return text === undefined ? undefined : parse(text, `${name}/${key}`)
    },
  }
}

const digits = (height: number): string => String(height).padStart(HEIGHT_DIGITS, '0')

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const begins = text.slice(0, 60)
    throw new IndexerError(
      'SOURCE_NOT_JSON',
      `${url} holds ${text.length} characters that are no whole JSON, beginning with ${JSON.stringify(begins)}.`,
      { url, begins },
      { cause },
    )
  }
}

async function asked<T>(url: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw (error as Error).name === 'AbortError' ? error : asIndexerError(error as Error, url)
  }
}

/** Says what an error of the SDK means: no keys, a refusal, or something that passes. */
function asIndexerError(error: Error, url: string): IndexerError {
  const status = (error as Partial<S3ServiceException>).$metadata?.httpStatusCode
  const said = `${url}: ${error.name}, ${error.message}`
  const options = { cause: error }
  if (error.name === 'CredentialsProviderError') {
    return new IndexerError(
      'SOURCE_REFUSED',
      `${url} is paid for by who reads it, and there are no AWS keys. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use the source neardata.`,
      { url, status: 401 },
      options,
    )
  }
  if (status === undefined || status < 300) {
    return new IndexerError('SOURCE_UNREACHABLE', `${said}.`, { url }, options)
  }
  if (status === 429 || error.name === 'SlowDown') {
    return new IndexerError('SOURCE_RATE_LIMITED', said, { url, retryAfterMs: null }, options)
  }
  if (status >= 500) {
    return new IndexerError('SOURCE_FAILED', said, { url, status, retryAfterMs: null }, options)
  }
  const advice = 'Check the bucket, its region and the AWS keys.'
  return new IndexerError('SOURCE_REFUSED', `${said}. ${advice}`, { url, status }, options)
}
