import type { GivenPolicy } from '../policy-choice.ts'

// The addresses of this site; everything that is put into them is escaped here.

const part = encodeURIComponent

/** Carries the policy that the reader chose on to another page. */
export function withPolicy(path: string, policy: GivenPolicy | null): string {
  return policy === null ? path : `${path}?${policy.parameter}=${part(policy.given)}`
}

export const contractPath = (account: string): string => `/contracts/${part(account)}`
export const codePath = (hash: string): string => `/code/${part(hash)}`
export const builderPath = (account: string): string => `/builders/${part(account)}`
export const recipePath = (id: string): string => `/recipes/${part(id)}`
export const policyPath = (owner: string, name: string): string =>
  `/policies/${part(owner)}/${part(name)}`
export const searchPath = (query: string): string => `/?q=${part(query)}`
