import { readPolicyText } from '../../protocol/policy-text.ts'
import { builderAccount, POLICY, REGISTRY_ACCOUNT } from './cast.ts'
import { type Network, senderOf } from './network.ts'

const OWNER = builderAccount('acme')
const NAME = 'demo'

/** Under which the demo's policy is on chain. */
export const POLICY_ID = `${OWNER}/${NAME}`

/** Puts the demo's policy on chain, paid from its owner's prepaid storage: one event. */
export async function publishPolicy(network: Network): Promise<void> {
  await senderOf(network, OWNER).call({
    contractId: REGISTRY_ACCOUNT,
    method: 'set_policy',
    args: { name: NAME, policy: readPolicyText(POLICY) },
  })
}
