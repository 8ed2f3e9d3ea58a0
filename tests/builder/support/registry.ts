import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporaryFolder } from './repository.ts'

const run = promisify(execFile)

/** A registry of container images on this machine, without TLS. */
export type ImageRegistry = {
  address: string
  /** Makes an image of a root file system, pushes it, and forgets it here; gives its name by digest. */
  push: (tar: string, name: string) => Promise<string>
}

/** Starts Debian's docker-registry on a free port, for as long as the test runs. */
export async function startRegistry(t: {
  teardown: (fn: () => Promise<void>) => void
}): Promise<ImageRegistry> {
  const folder = await temporaryFolder(t, 'images')
  const address = `127.0.0.1:${await freePort()}`
  const config = join(folder, 'config.yml')
  await writeFile(
    config,
    JSON.stringify({
      version: 0.1,
      storage: { filesystem: { rootdirectory: join(folder, 'data') } },
      http: { addr: address },
    }),
  )
  const server = spawn('docker-registry', ['serve', config], { stdio: 'ignore' })
  t.teardown(() => end(server))
  await answers(`http://${address}/v2/`)
  return {
    address,
    push: async (tar, name) => {
      const tagged = `${address}/${name}:test`
      const digest = join(folder, 'digest')
      await run('podman', ['import', '--quiet', tar, tagged])
      await run('podman', ['push', '--quiet', '--tls-verify=false', '--digestfile', digest, tagged])
      await run('podman', ['image', 'rm', '--force', tagged])
      return `${address}/${name}@${(await readFile(digest, 'utf8')).trim()}`
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`No registry answers at ${url}.`)
}

function end(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve())
    server.kill()
  })
}
