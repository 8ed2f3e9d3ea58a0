import test from 'ava'
import { isOneMinor } from '../../../builder/lint/rules/python/version.ts'
import { PYPROJECT, PYTHON } from './support/contracts.ts'
import { type Files, findingsOf } from './support/repository.ts'

// What needs a formatter is in python-format.test.ts.
const chosen = { off: ['python-format'] }

function project(from: string, to: string): Files {
  return { 'pyproject.toml': PYPROJECT.replace(from, to) }
}

const DIGEST = `sha256:${'0'.repeat(64)}`

const good: [title: string, files: Files][] = [
  ['a complete contract', {}],
  [
    'exact requirements, with hashes, extras and markers',
    {
      'requirements.txt': `# near-sdk-py
near-sdk-py==0.7.3 \\
    --hash=${DIGEST}
Typing_Extensions [a] == 4.12.2 ; python_version < "4"  # why
-r more.txt
-e .
a @ git+https://github.com/a/b@${'a'.repeat(40)}
`,
      'more.txt': 'b===1.0\n',
    },
  ],
  [
    'a version of Python in its own file',
    { ...project('requires-python', '# '), '.python-version': '# for uv\n3.11.9\n' },
  ],
  [
    'an image with a digest of its own',
    project(
      '7467038bdddc86484b73b416eeadce926ff59013e128e53dec5a19e1cb4b2234"',
      `7467038bdddc86484b73b416eeadce926ff59013e128e53dec5a19e1cb4b2234"\nimage_digest = "${DIGEST}"`,
    ),
  ],
  [
    'texts and comments that speak of the system',
    {
      'contract.py':
        'def get():\n    """os.name, time.time()\n    /home/a/b"""\n    # sys.platform\n    return \'datetime.now()\'\n',
      'tests/test_contract.py': 'import platform\n',
    },
  ],
]
for (const [title, files] of good) {
  test(`nothing is found in ${title}`, async (t) => {
    t.deepEqual(await findingsOf(t, { ...PYTHON, ...files }, chosen), [])
  })
}

const bad: [title: string, files: Files, expected: string[]][] = [
  ['a range, locked', project('==0.7.3', '>=0.7'), ['python-pinned warning pyproject.toml:5']],
  [
    'a range, and no lock file',
    { ...project('==0.7.3', '~=0.7.3'), 'uv.lock': undefined },
    ['python-lock-file warning pyproject.toml:1', 'python-pinned error pyproject.toml:5'],
  ],
  [
    'no version, a star, a branch, in included files too',
    {
      'uv.lock': undefined,
      'requirements.txt': 'near-sdk-py\n--requirement=more.txt\n',
      'more.txt': 'b==1.*\n\ngit+https://github.com/a/c@main\n',
    },
    [
      'python-pinned error more.txt:1',
      'python-pinned error more.txt:3',
      'python-lock-file warning pyproject.toml:1',
      'python-pinned error requirements.txt:1',
    ],
  ],
  [
    "Poetry's ranges",
    {
      'pyproject.toml': `${PYPROJECT}[tool.poetry.dependencies]\npython = "~3.11"\na = "1.0.0"\nb = "^1.0.0"\n`,
    },
    ['python-pinned warning pyproject.toml:17'],
  ],
  ['an ignored lock file', { '.gitignore': '*.lock' }, ['python-lock-file error uv.lock:1']],
  [
    'no version of Python',
    project('requires-python', '# '),
    ['python-version warning pyproject.toml:1'],
  ],
  [
    'several versions of Python',
    project('==3.11.*', '>=3.9'),
    ['python-version warning pyproject.toml:3'],
  ],
  [
    'no recipe',
    project('tool.near.reproducible_build', 'tool.near'),
    ['python-recipe warning pyproject.toml:1'],
  ],
  [
    'an image that is to be filled in',
    { 'pyproject.toml': PYPROJECT.replace(/sha256:\w+/, 'sha256:REPLACE_WITH_ACTUAL_DIGEST') },
    ['python-recipe error pyproject.toml:12'],
  ],
  [
    'an image by its tag, and no command',
    {
      'pyproject.toml': PYPROJECT.replace(/@sha256:\w+/, ':latest').replace('["nearc"]', '[]'),
    },
    ['python-recipe error pyproject.toml:11', 'python-recipe error pyproject.toml:13'],
  ],
  [
    'code for one system',
    {
      'contract.py': `import platform
import os, time
from datetime import datetime
from sys import platform as kind
if os.name == "nt":
    home = os.environ["HOME"]
now = datetime.now()
at = time.time()
DATA = f"/home/alice/{now}"
`,
    },
    [
      'python-system-code warning contract.py:1:1',
      'python-system-code warning contract.py:4:1',
      'python-system-code warning contract.py:5:4',
      'python-system-code warning contract.py:6:12',
      'python-system-code warning contract.py:7:7',
      'python-system-code warning contract.py:8:6',
      'python-system-code warning contract.py:9:8',
    ],
  ],
]
for (const [title, files, expected] of bad) {
  test(`it is found: ${title}`, async (t) => {
    t.deepEqual(await findingsOf(t, { ...PYTHON, ...files }, chosen), expected)
  })
}

test('a contract may have requirements.txt alone', async (t) => {
  t.deepEqual(await findingsOf(t, { 'requirements.txt': 'nearc>=0.9\n' }, chosen), [
    'python-pinned error requirements.txt:1',
    'python-lock-file warning requirements.txt:1',
    'python-version warning requirements.txt:1',
    'python-recipe warning requirements.txt:1',
  ])
})

test('one minor version of Python is told from several', (t) => {
  const one = [
    '==3.11.*',
    '==3.11',
    '===3.11.4',
    '~=3.11.0',
    '>=3.11,<3.12',
    '>= 3.11.2, < 3.12.0',
    '>=3.11,<=3.11.9',
    '~3.11',
    '3.11.*',
  ]
  const several = [
    '>=3.11',
    '~=3.11',
    '^3.11',
    '>=3.11,<4',
    '>=3.11,<3.13',
    '<3.12',
    '!=3.11',
    '*',
    '',
  ]
  t.deepEqual(
    one.filter((text) => !isOneMinor(text)),
    [],
  )
  t.deepEqual(
    several.filter((text) => isOneMinor(text)),
    [],
  )
})
