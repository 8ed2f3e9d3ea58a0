import { z } from 'zod'

// The objects of SARIF 2.1.0 (OASIS Standard) that lint writes, each with the number of its section; what is not named there is refused.

/** 3.11 */
const message = z.strictObject({ text: z.string().min(1) })

/** 3.4.3: a URI or a relative reference, as RFC 3986 has them. */
const uriReference = z.string().regex(/^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?#]|%[0-9A-Fa-f]{2})+$/)

/** 3.4 */
const artifactLocation = z.strictObject({
  uri: uriReference.optional(),
  uriBaseId: z.string().optional(),
  description: message.optional(),
})

/** 3.27.10 */
const level = z.enum(['none', 'note', 'warning', 'error'])

/** 3.30 */
const region = z.strictObject({
  startLine: z.int().min(1),
  startColumn: z.int().min(1).optional(),
})

/** 3.49 */
const reportingDescriptor = z.strictObject({
  id: z.string().min(1),
  shortDescription: message,
  fullDescription: message,
  help: message,
  helpUri: z.url(),
  defaultConfiguration: z.strictObject({ level }),
})

/** 3.27 */
const result = z.strictObject({
  ruleId: z.string().min(1),
  ruleIndex: z.int().min(0),
  level,
  message,
  locations: z.array(
    z.strictObject({
      physicalLocation: z.strictObject({
        artifactLocation: artifactLocation.required({ uri: true }),
        region: region.optional(),
      }),
    }),
  ),
})

/** 3.14 */
const run = z.strictObject({
  tool: z.strictObject({
    driver: z.strictObject({
      name: z.string().min(1),
      semanticVersion: z.string().regex(/^\d+\.\d+\.\d+(?:[-+].+)?$/),
      informationUri: z.url(),
      rules: z.array(reportingDescriptor).min(1),
    }),
  }),
  invocations: z.array(
    z.strictObject({
      executionSuccessful: z.boolean(),
      toolExecutionNotifications: z.array(z.strictObject({ level, message })),
    }),
  ),
  originalUriBaseIds: z.record(z.string(), artifactLocation),
  columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
  results: z.array(result),
})

/** 3.13 */
export const sarifLog = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(run).length(1),
})
