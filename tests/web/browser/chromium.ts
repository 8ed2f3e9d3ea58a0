import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import type { ExecutionContext, TestFn } from 'ava'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Api } from '../../../api/index.ts'
import { testWith } from '../../support/optional-tool.ts'

export type WithBrowser = { browser: Browser }

/** Gives the function that declares tests in the system's Chromium, which those of a file share. */
export function testInChromium(test: TestFn<WithBrowser>) {
  const chromiumTest = testWith(test, {
    command: 'chromium',
    args: ['--version'],
    install: 'on Debian, apt-get install chromium gives it.',
  })
  if (chromiumTest.works) {
    test.before(async (t) => {
      t.context.browser = await launch()
    })
    test.after.always(async (t) => {
      await t.context.browser.close()
    })
  }
  return chromiumTest.test
}

async function launch(): Promise<Browser> {
  const folders = process.env.PATH?.split(delimiter) ?? []
  const executablePath = folders.map((folder) => join(folder, 'chromium')).find(existsSync) ?? ''
  // Chromium's own sandbox refuses to work for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return await chromium.launch({ executablePath, args })
}

/** Serves an API over HTTP on any free port until the test ends; returns where. */
export async function serve<Context>(t: ExecutionContext<Context>, api: Api): Promise<string> {
  const server = createServer((request, response) => void api.yoga(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const NARROW = { width: 360, height: 740 }

/** Opens a page that fails the test if its script fails, if it breaks its own security policy, or if it asks another site for anything. */
export async function openPage(
  t: ExecutionContext<WithBrowser>,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await t.context.browser.newContext(options)
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.on('pageerror', (error) => t.fail(`${url}: ${error.message}`))
  page.on('console', (message) => {
    // A page that says 404 is reported as a resource that failed to load; that is what is tested.
    const isAnswer = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isAnswer) t.fail(`${url}: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin)) t.fail(`${url} asks ${request.url()}`)
  })
  await page.goto(url)
  return page
}
