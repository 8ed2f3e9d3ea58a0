// Adds to pages that work without it: buttons that copy commands, and the policy that was asked under last.

const POLICY_KEY = 'countersign.policy'

addCopyButtons()
rememberPolicy()

/** Puts a button on each command that copies it. */
function addCopyButtons() {
  if (!navigator.clipboard) return
  const status = document.createElement('p')
  status.className = 'visually-hidden'
  status.setAttribute('role', 'status')
  document.body.append(status)

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
