/** What an account ran from a block on. */
export const DEPLOYMENT_PARTS = `fragment DeploymentParts on Deployment {
  accountId kind codeHash globalAccountId found fromHeight fromTimestamp untilHeight signer txHash
}`
