import type { ExecutionContext } from 'ava'
import type { ApiOptions } from '../../api/index.ts'
import { readPolicyText } from '../../protocol/policy-text.ts'
import { writeDeployments } from '../../store/write-deployments.ts'
import { type Stage, stage } from '../api/ask.ts'
import { hashOf, recipeOf } from '../api/mirror.ts'
import { NO_CODE } from '../chain/answers.ts'

export const POLICY = `operator acme acme.near ci.acme.near
operator beta beta.near
operator gamma gamma.near
group independent 2 acme beta gamma
quorum independent`

/** What is on chain in the scene: accounts with every verdict, and the policy `dao.near/main`. */
export const CODE = {
  'verified.near': hashOf('verified'),
  'partial.near': hashOf('partial'),
  'disputed.near': hashOf('disputed'),
  'unattested.near': hashOf('nobody built this'),
  'empty.near': null,
}

export type Opened = { status: number; headers: Headers; html: string }

export type Scene = Stage & {
  /** Gets a page without a socket. */
  open: (path: string, headers?: Record<string, string>) => Promise<Opened>
}

// Markup, characters that reorder or hide, and words that do not end.
export const MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'&amp;'
export const BIDI = 'rebuild\u202etxt.exe\u2066\u200b'
const LONG = 'x'.repeat(800)

/** Adds `hostile.near`, whose recipe is what a stranger may write to do harm; returns its code hash. */
export async function addHostile({
  mirror,
  near,
}: Pick<Stage, 'mirror' | 'near'>): Promise<string> {
  const code = hashOf('hostile')
  near.accounts.set('hostile.near', { code_hash: code })
  const recipe = {
    ...recipeOf('hostile'),
    build_command: ['sh', '-c', MARKUP, BIDI, LONG, '`id`; $(id) \'"'],
    contract_path: `a/${MARKUP.replaceAll('/', '')}`,
    link: 'javascript:alert(document.domain)',
  }
  await mirror.record({ attest: 'acme.near', recipe, got: code })
  return code
}

const DEPLOYMENT = {
  account_id: 'verified.near',
  kind: 'local' as const,
  owner: null,
  found: 0 as const,
  receipt_id: null,
  tx_hash: null,
  signer: null,
  until_height: null,
}

/** Sets up a mirror in which builders agree, disagree, fail and keep silent, and the pages over it. */
export async function scene(
  t: ExecutionContext,
  options: Partial<ApiOptions> = {},
): Promise<Scene> {
  const staged = await stage(t, CODE, options)
  const { mirror, near } = staged
  near.accounts.set('shared.near', {
    code_hash: NO_CODE,
    global_contract_account_id: 'owner.near',
  })
  near.globalCode.set('owner.near', hashOf('verified'))
  const recipes = {
    verified: recipeOf('verified'),
    partial: recipeOf('partial'),
    disputed: recipeOf('disputed'),
  }
  await mirror.record(
    { attest: 'acme.near', recipe: recipes.verified, got: hashOf('verified') },
    { attest: 'beta.near', recipe: recipes.verified, got: hashOf('verified') },
    { attest: 'stranger.near', recipe: recipes.verified, got: hashOf('verified') },
    { attest: 'acme.near', recipe: recipes.partial, got: hashOf('partial') },
    { attest: 'beta.near', recipe: recipes.partial, got: null },
    { attest: 'acme.near', recipe: recipes.disputed, got: hashOf('disputed') },
    { attest: 'beta.near', recipe: recipes.disputed, got: hashOf('disputed') },
    { attest: 'gamma.near', recipe: recipes.disputed, got: hashOf('something else') },
    { set: 'dao.near/main', version: 1, policy: readPolicyText(POLICY) },
  )
  await writeDeployments(mirror.store.db, {
    deployments: [
      {
        ...DEPLOYMENT,
        block_height: 50,
        code_hash: hashOf('before'),
        found: 1,
        until_height: 101,
      },
      {
        ...DEPLOYMENT,
        block_height: 101,
        code_hash: hashOf('verified'),
        receipt_id: hashOf('receipt of a deployment'),
        tx_hash: hashOf('transaction'),
        signer: 'owner.near',
      },
    ],
    watched: [{ account_id: 'verified.near', since_height: 50, reason: 'asked' }],
  })
  near.height.value = 103
  const open: Scene['open'] = async (path, headers = {}) => {
    const response = await staged.api.yoga.fetch(`http://test${path}`, { headers })
    return {
      status: response.status,
      headers: response.headers,
      html: await response.text(),
    }
  }
  return { ...staged, open }
}
