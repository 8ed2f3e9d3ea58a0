import test from 'ava'
import { CARGO, RUST } from './support/contracts.ts'
import { type Files, findingsOf, lintFolder, writeRepository } from './support/repository.ts'

/** The manifest with a text replaced. */
function cargo(from: string, to: string): Files {
  return { 'Cargo.toml': CARGO.replace(from, to) }
}

const good: [title: string, files: Files][] = [
  ['a complete contract', {}],
  ['a contract without an image tag', cargo(':0.22.0-rust-1.97.1', '')],
  ['a toolchain file without an ending', { 'rust-toolchain': '1.97.1\n' }],
  ['a dated nightly', { 'rust-toolchain.toml': '[toolchain]\nchannel = "nightly-2026-10-01"' }],
  [
    'a crate in the repository',
    {
      ...cargo('[dependencies]', '[dependencies]\nmath = { path = "math" }'),
      'math/Cargo.toml': '[package]\nname = "math"\n',
      'math/src/lib.rs': 'pub fn one() -> u8 { 1 }',
    },
  ],
  [
    'a dependency by commit',
    cargo(
      '[dependencies]',
      `[dependencies]\nmath = { git = "https://github.com/a/b", rev = "${'a'.repeat(40)}" }`,
    ),
  ],
  [
    'a variant that takes the rest from the recipe',
    {
      'Cargo.toml': `${CARGO}[package.metadata.near.reproducible_build.variant.small]
container_build_command = ["cargo", "near", "build", "non-reproducible-wasm", "--locked", "--features", "small"]
`,
    },
  ],
  [
    'a build script that is turned off',
    { ...cargo('[lib]', 'build = false\n\n[lib]'), 'build.rs': 'fn main() {}' },
  ],
  [
    'a file that is included by the folder of the manifest',
    {
      'src/lib.rs':
        'const A: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"));',
    },
  ],
  [
    'what cargo sets, and what the recipe is built with',
    { 'src/lib.rs': 'const A: &str = env!("CARGO_PKG_VERSION"); // env!("HOME")' },
  ],
  [
    'paths in comments, tests and modules for tests',
    {
      'src/lib.rs':
        '/* "/home/a/b" */ #[cfg(test)]\nmod tests { fn f() -> &str { if true { "/home/a/b" } else { file!() } } }\nconst B: char = \'"\';',
      'tests/all.rs': 'const A: &str = "/home/a/b";',
    },
  ],
]
for (const [title, files] of good) {
  test(`nothing is found in ${title}`, async (t) => {
    t.deepEqual(await findingsOf(t, { ...RUST, ...files }), [])
  })
}

const bad: [title: string, files: Files, expected: string[]][] = [
  ['no lock file', { 'Cargo.lock': undefined }, ['rust-lock-file error Cargo.toml:1']],
  ['an ignored lock file', { '.gitignore': 'Cargo.lock\n' }, ['rust-lock-file error Cargo.lock:1']],
  [
    'no recipe',
    { 'Cargo.toml': CARGO.replace(/\[package\.meta(.|\n)*?\n\n/, '') },
    ['rust-recipe error Cargo.toml:1'],
  ],
  ['no image', cargo('image = ', '# '), ['rust-recipe error Cargo.toml:9']],
  [
    'an image that is none',
    cargo('sourcescan/', 'source scan/'),
    ['rust-recipe error Cargo.toml:10'],
  ],
  [
    'an image with the digest in its name',
    cargo('1.97.1"', '1.97.1@sha256:00"'),
    ['rust-recipe error Cargo.toml:10'],
  ],
  ['no build command', cargo('container_build_command', '# '), ['rust-recipe error Cargo.toml:9']],
  [
    'a build command that is a text',
    { 'Cargo.toml': CARGO.replace(/command = .*/, 'command = "cargo near build --locked"') },
    ['rust-recipe error Cargo.toml:13'],
  ],
  [
    'a build command that cargo-near refuses',
    cargo('"--locked"', '"--locked", "--no-locked"'),
    ['rust-recipe error Cargo.toml:13'],
  ],
  [
    'a key that cargo-near refuses',
    cargo('passed_env', 'paased_env'),
    ['rust-recipe error Cargo.toml:12'],
  ],
  ['no digest', cargo('image_digest', '# '), ['rust-image-digest error Cargo.toml:9']],
  ['a short digest', cargo('b2234"', '"'), ['rust-image-digest error Cargo.toml:11']],
  [
    'a variant with another image and no digest',
    { 'Cargo.toml': `${CARGO}[package.metadata.near.reproducible_build.variant.a]\nimage = "b"\n` },
    ['rust-image-digest error Cargo.toml:17'],
  ],
  ['a command without --locked', cargo(', "--locked"', ''), ['rust-locked warning Cargo.toml:13']],
  [
    'variables that are passed',
    cargo('passed_env = []', 'passed_env = ["KEY=a"]'),
    ['rust-passed-env warning Cargo.toml:12'],
  ],
  ['no repository', cargo('repository', '# '), ['rust-repository error Cargo.toml:1']],
  [
    'a repository by ssh',
    cargo('https://github.com/', 'git@github.com:'),
    ['rust-repository error Cargo.toml:4'],
  ],
  [
    'no toolchain file',
    { 'rust-toolchain.toml': undefined },
    ['rust-toolchain warning Cargo.toml:1'],
  ],
  [
    'a moving toolchain',
    { 'rust-toolchain.toml': '[toolchain]\nchannel = "stable"\n' },
    ['rust-toolchain error rust-toolchain.toml:2'],
  ],
  [
    'a moving toolchain on its own',
    { 'rust-toolchain': 'nightly' },
    ['rust-toolchain error rust-toolchain:1'],
  ],
  [
    'a toolchain without its third number',
    { 'rust-toolchain.toml': '[toolchain]\nchannel = "1.97"\n' },
    ['rust-toolchain warning rust-toolchain.toml:2'],
  ],
  [
    'a toolchain by path',
    { 'rust-toolchain.toml': '[toolchain]\npath = "/opt/rust"\n' },
    ['rust-toolchain error rust-toolchain.toml:1'],
  ],
  ['a build script', { 'build.rs': 'fn main() {}' }, ['rust-build-script warning build.rs:1']],
  [
    'a build script by another name',
    { ...cargo('[lib]', 'build = "make.rs"\n\n[lib]'), 'make.rs': 'fn main() {}' },
    ['rust-build-script warning make.rs:1'],
  ],
  [
    'a build script that reads from outside',
    {
      'build.rs': `fn main() {
    let now = std::time::SystemTime::now();
    let text = reqwest::blocking::get("https://example.com");
    let user = std::env::var("USER");
    let all = env::vars();
    let target = env::var("TARGET"); // env::var("HOME")
    std::process::Command::new("date");
    std::process::Command::new("protoc");
}
`,
    },
    [
      'rust-build-script warning build.rs:1',
      'rust-build-script error build.rs:2:26',
      'rust-build-script error build.rs:3:16',
      'rust-build-script error build.rs:4:21',
      'rust-build-script error build.rs:5:15',
      'rust-build-script error build.rs:7:19',
      'rust-build-script warning build.rs:8:19',
    ],
  ],
  [
    'a build script that reads what is passed',
    {
      ...cargo('passed_env = []', 'passed_env = ["KEY=a", "NETWORK"]'),
      'build.rs': 'fn main() { std::env::var("KEY"); std::env::var("NETWORK"); }',
    },
    ['rust-passed-env warning Cargo.toml:12', 'rust-build-script warning build.rs:1'],
  ],
  [
    'a crate outside of the repository',
    cargo('[dependencies]', '[dependencies]\nmath = { path = "../math" }'),
    ['rust-path-dependency error Cargo.toml:16'],
  ],
  [
    'a crate that is not there',
    cargo('[dependencies]', '[dependencies.math]\npath = "math"\n[dependencies]'),
    ['rust-path-dependency error Cargo.toml:16'],
  ],
  [
    'a patch by path',
    { 'Cargo.toml': `${CARGO}[patch.crates-io]\nborsh = { path = "/opt/borsh" }\n` },
    ['rust-path-dependency error Cargo.toml:18', 'rust-patch warning Cargo.toml:18'],
  ],
  [
    'a dependency by branch',
    cargo('[dependencies]', '[dependencies]\nmath = { git = "https://a.example/b", branch = "c" }'),
    ['rust-git-dependency warning Cargo.toml:16'],
  ],
  [
    'a dependency by ssh, of one target',
    {
      'Cargo.toml': `${CARGO}[target.'cfg(target_arch = "wasm32")'.dependencies]\nmath = { git = "ssh://git@a.example/b" }\n`,
    },
    ['rust-git-dependency error Cargo.toml:18'],
  ],
  [
    'a version with a star',
    cargo('5.12.0', '5.*'),
    ['rust-wildcard-version warning Cargo.toml:16'],
  ],
  [
    'paths by macros',
    { 'src/lib.rs': 'const A: &str = file!();\nconst B: &str = env!("CARGO_MANIFEST_DIR");\n' },
    ['rust-path-macro warning src/lib.rs:1:17', 'rust-path-macro warning src/lib.rs:2:17'],
  ],
  [
    'paths of machines, in plain and raw strings',
    {
      'src/lib.rs':
        'const A: &str = "/home/a/b";\nconst B: &str = r#"C:\\Users"#;\nconst C: &str = "/a/b";',
    },
    ['rust-absolute-path warning src/lib.rs:1:17', 'rust-absolute-path warning src/lib.rs:2:17'],
  ],
  [
    'included files that others do not have',
    {
      'src/lib.rs':
        'const A: &[u8] = include_bytes!("/etc/hosts");\nconst B: &[u8] = include_bytes!("../target/a.wasm");\nconst C: &str = include_str!("c.txt");\n#[path = "../../d.rs"]\nmod d;\n',
      'src/c.txt': 'c',
      'target/a.wasm': 'a',
      '.gitignore': '*.txt\n',
    },
    [
      'rust-included-file error src/lib.rs:1:18',
      'rust-absolute-path warning src/lib.rs:1:33',
      'rust-included-file error src/lib.rs:2:18',
      'rust-included-file error src/lib.rs:3:17',
      'rust-included-file error src/lib.rs:4:1',
    ],
  ],
  [
    'the environment of the build',
    { 'src/lib.rs': 'const A: Option<&str> =\n    option_env!("COMMIT");\n' },
    ['rust-environment warning src/lib.rs:2:5'],
  ],
  [
    'a path in a crate that the contract depends on',
    {
      ...cargo('[dependencies]', '[dependencies]\nmath = { path = "math" }'),
      'math/Cargo.toml': '[package]\nname = "math"\n',
      'math/src/lib.rs': 'pub const A: &str = file!();',
      'other/Cargo.toml': '[package]\nname = "other"\n',
      'other/src/lib.rs': 'pub const A: &str = file!();',
    },
    ['rust-path-macro warning math/src/lib.rs:1:21'],
  ],
]
for (const [title, files, expected] of bad) {
  test(`it is found: ${title}`, async (t) => {
    t.deepEqual(await findingsOf(t, { ...RUST, ...files }), expected)
  })
}

test('a build script of a crate that the contract has in it is found, and what it sets is not', async (t) => {
  const files = {
    ...RUST,
    ...cargo('[dependencies]', '[dependencies]\nmath = { path = "math" }'),
    'src/lib.rs': 'const A: &str = env!("COMMIT"); const B: &str = env!("SUB-PATH"); env!("C");',
    'math/Cargo.toml': '[package]\nname = "math"\n',
    'math/src/lib.rs': '',
    'math/build.rs':
      'fn main() { println!("cargo:rustc-env=COMMIT={}", 1); set("SUB-PATH"); Utc::now(); }',
  }
  t.deepEqual(await findingsOf(t, files), [
    'rust-build-script warning math/build.rs:1',
    'rust-build-script error math/build.rs:1:72',
    'rust-environment warning src/lib.rs:1:67',
  ])
})

test('a library with near-sdk is a contract, unless it is a part of one', async (t) => {
  const library = CARGO.replace('crate-type = ["cdylib"]', 'name = "shared"')
  const files = {
    'Cargo.lock': 'version = 4\n',
    'rust-toolchain': '1.97.1',
    'shared/Cargo.toml': library,
    'shared/src/lib.rs': '',
    'tool/Cargo.toml': library,
    'tool/src/main.rs': 'fn main() { file!() }',
  }
  const manifestsOf = async (all: Files) => {
    const { contracts } = await lintFolder(await writeRepository(t, all))
    return contracts.map(({ manifest }) => manifest)
  }
  t.deepEqual(await manifestsOf(files), ['shared/Cargo.toml'])
  const manifest = CARGO.replace(
    '[dependencies]',
    '[dependencies]\nshared = { path = "../shared" }',
  )
  t.deepEqual(await manifestsOf({ ...files, 'vault/Cargo.toml': manifest }), ['vault/Cargo.toml'])
})

test('members of a workspace have its lock file, toolchain, repository and dependencies', async (t) => {
  const member = CARGO.replace(
    'repository = "https://github.com/example/vault"',
    'repository.workspace = true',
  ).replace('near-sdk = "5.12.0"', 'near-sdk.workspace = true')
  const workspace = (version: string) => `[workspace]
members = ["a", "b"]
[workspace.package]
repository = "https://github.com/example/vault"
[workspace.dependencies]
near-sdk = "${version}"
`
  const files = {
    'a/Cargo.toml': member,
    'b/Cargo.toml': member,
    'Cargo.lock': 'version = 4\n',
    'rust-toolchain.toml': '[toolchain]\nchannel = "1.97.1"\n',
  }
  t.deepEqual(await findingsOf(t, { ...files, 'Cargo.toml': workspace('5.12.0') }), [])
  t.deepEqual(
    await findingsOf(t, { ...files, 'Cargo.toml': workspace('*') }),
    ['rust-wildcard-version warning Cargo.toml:6'],
    'said once',
  )
})
