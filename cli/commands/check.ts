import { Command } from '@commander-js/extra-typings'
import {
  readAccount,
  readAccounts,
  readHash,
  readNetwork,
  readUrl,
  readUrls,
} from '../arguments.ts'
import type { Ask } from '../check/answer.ts'
import { isAnswered } from '../check/answer.ts'
import { askAll } from '../check/ask-all.ts'
import { camelCaseFields } from '../check/json.ts'
import { type GivenPolicy, readGivenPolicy } from '../check/policy.ts'
import { readRecipeFile } from '../check/recipes.ts'
import { answersText } from '../check/text.ts'
import { CommandExit } from '../command-exit.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, writeResult } from '../io.ts'

/** `countersign check`: is what runs at these accounts verified, under the caller's own policy? */
export function checkCommand(io: Io) {
  return new Command('check')
    .description('tell whether the code at accounts has enough matching independent attestations')
    .argument('<account...>', 'accounts whose code is in question', readAccounts)
    .requiredOption(
      '--policy <policy>',
      'who counts: a file (text or JSON), "anyone 3", or owner/name of a policy on chain',
    )
    .option('--api <url>', 'ask this mirror (its GraphQL address), which is trusted', readUrl)
    .option('--trustless', 'ask the registry itself, without any mirror', false)
    .option('--registry <account>', 'with --trustless: account of the registry', readAccount)
    .option(
      '--network <name>',
      'with --trustless: mainnet, testnet, devnet, or the URL of an RPC',
      readNetwork,
    )
    .option('--rpc <url...>', "with --trustless: RPCs instead of the network's usual one", readUrls)
    .option(
      '--recipe <file...>',
      'with --trustless: recipes (JSON) beside the one that the contract states',
    )
    .option('--recipe-id <id...>', 'with --trustless: the same by their ids', readHash)
    .option(
      '--builder <account...>',
      'with --trustless and an open policy: whose statements count',
      readAccounts,
    )
    .option('--json', 'print the answers as JSON', false)
    .addHelpText(
      'after',
      `
Exit code: 0 if every account is VERIFIED, 1 if one is not, 2 for wrong arguments, 3 if one could
not be answered.

Example:
  $ countersign check dapp.near dao.near --policy policy.txt --api https://mirror.example/graphql
  $ countersign check dapp.near --policy dao.near/main --trustless --network mainnet --registry registry.near`,
    )
    .action(async (accountIds, options, command) => {
      const usage = (text: string): never => command.error(`error: ${text}`)
      if ((options.api === undefined) === !options.trustless) {
        usage('say either --api <url> or --trustless')
      }
      const policy = await readGivenPolicy(options.policy, io.cwd)
      const ask =
        options.api === undefined ? await chainAsk(policy) : await mirrorAsk(options.api, policy)
      const answers = await askAll([...new Set(accountIds)], ask)
      const verified = answers.every((a) => isAnswered(a) && a.verdict.status === 'VERIFIED')
      const result = {
        verified,
        via: options.trustless ? 'registry' : 'mirror',
        accounts: camelCaseFields(answers),
      }
      writeResult(io, options.json, result, answersText(answers))
      if (!answers.every(isAnswered)) throw new CommandExit(EXIT.UNANSWERED)
      if (!verified) throw new CommandExit(EXIT.NO)

      async function mirrorAsk(url: string, given: GivenPolicy): Promise<Ask> {
        const { createMirrorAsk } = await import('../check/ask-mirror.ts')
        return createMirrorAsk({ url, policy: given, signal: io.signal })
      }

      async function chainAsk(given: GivenPolicy): Promise<Ask> {
        const { createRpc } = await import('../../chain/index.ts')
        const { createChainAsk } = await import('../check/ask-chain.ts')
        const { registry, network, builder: builders, recipe = [], recipeId = [] } = options
        if (registry === undefined) return usage('--trustless needs --registry <account>')
        const urls = options.rpc ?? network?.rpc
        if (urls === undefined) return usage('--trustless needs --network <name> or --rpc <url>')
        if ('anyone' in given && builders === undefined) {
          return usage('--trustless with an open policy needs --builder: it names nobody')
        }
        const files = await Promise.all(recipe.map((file) => readRecipeFile(file, io.cwd)))
        return createChainAsk({
          rpc: createRpc({ urls, signal: io.signal }),
          registry,
          policy: given,
          recipeIds: [...recipeId, ...files],
          builders,
        })
      }
    })
}
