/** Tells whether a client takes gzip, by its `Accept-Encoding` (RFC 9110, 12.5.3). */
export function acceptsGzip(acceptEncoding: string | null): boolean {
  const weights = new Map(
    (acceptEncoding ?? '').split(',').map((item): [string, number] => {
      const [coding = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
      const q = parameters.find((parameter) => parameter.startsWith('q='))
      return [coding, q === undefined ? 1 : Number(q.slice(2))]
    }),
  )
  const weight = weights.get('gzip') ?? weights.get('*') ?? 0
  return weight > 0
}
