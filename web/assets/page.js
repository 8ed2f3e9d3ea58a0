// Adds to pages that work without it: buttons that copy commands, the policy that was asked under last, and what is new.

const POLICY_KEY = 'countersign.policy'
// Statements of one block come together; one look is enough for them.
const SETTLE_MS = 500

const status = document.createElement('p')
status.className = 'visually-hidden'
status.setAttribute('role', 'status')
document.body.append(status)

addCopyButtons()
rememberPolicy()
followChanges()

/** Puts a button on each command that copies it. */
function addCopyButtons() {
  if (!navigator.clipboard) return
  for (const box of document.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = 'Copy'
    button.setAttribute('aria-label', `Copy: ${box.dataset.copy}`)
    const show = (copied) => {
      button.textContent = copied ? 'Copied' : 'Not copied'
      status.textContent = copied
        ? 'Copied to the clipboard.'
        : 'The browser did not let it be copied.'
      setTimeout(() => {
        button.textContent = 'Copy'
      }, 2000)
    }
    button.addEventListener('click', () => {
      void copy(box.querySelector('code').textContent).then(show)
    })
    box.append(button)
  }
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Keeps the policy of this address, and offers the last one where the address has none. */
function rememberPolicy() {
  const form = document.querySelector('.policy-named')
  if (form === null) return
  const given = new URLSearchParams(location.search).get('policy')
  if (given !== null) {
    // Only a policy that gave a verdict is worth keeping.
    if (document.querySelector('[data-verdict]') !== null) store(given)
    return
  }
  const last = read()
  const input = form.querySelector('input')
  if (last !== null && input.value === '') input.value = last
}

function store(policy) {
  try {
    localStorage.setItem(POLICY_KEY, policy)
  } catch {
    // The browser keeps nothing for this site; then nothing is remembered.
  }
}

function read() {
  try {
    return localStorage.getItem(POLICY_KEY)
  } catch {
    return null
  }
}

/** Brings the page up to date when the server tells of something new, for as long as it is looked at. */
function followChanges() {
  const { live, liveBeginsWithNow } = document.querySelector('main').dataset
  if (live === undefined) return
  let events = null
  let timer

  const listen = () => {
    if (document.hidden || events !== null) return
    let isKnown = liveBeginsWithNow !== undefined
    events = new EventSource(live)
    events.addEventListener('open', () => {
      isKnown = liveBeginsWithNow !== undefined
    })
    events.addEventListener('next', () => {
      if (!isKnown) {
        clearTimeout(timer)
        timer = setTimeout(() => void bringUpToDate(), SETTLE_MS)
      }
      isKnown = false
    })
  }
  const rest = () => {
    events?.close()
    events = null
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      rest()
      return
    }
    listen()
    // What was told meanwhile was not heard.
    void bringUpToDate()
  })
  addEventListener('pagehide', rest)
  listen()
}

/** Puts the newest main part in place of this one, unless somebody is busy in it; then it is only said. */
async function bringUpToDate() {
  const main = document.querySelector('main')
  if (main.contains(document.activeElement) && document.activeElement !== main) {
    status.textContent = 'There is something new on this page. Reload it to see that.'
    return
  }
  const response = await fetch(location.href, { cache: 'no-cache' })
  if (!response.ok) return
  const newest = new DOMParser().parseFromString(await response.text(), 'text/html')
  const open = [...main.querySelectorAll('details')].map((details) => details.open)
  main.replaceChildren(...newest.querySelector('main').childNodes)
  for (const [i, details] of main.querySelectorAll('details').entries()) {
    details.open = open[i] ?? details.open
  }
  addCopyButtons()
  status.textContent = 'The page was brought up to date.'
}
