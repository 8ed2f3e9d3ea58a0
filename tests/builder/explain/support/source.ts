/** What a contract in C says of itself and does; each test changes one of these. */
export type ContractSource = {
  commit: string
  link: string
  image: string
  greeting: string
  /** An i32 constant in one function. */
  fee: number
  /** A number in a table. */
  weight: number
  /** Expression in the body of one function. */
  total: string
  /** More text at the end of the file. */
  more: string
  /** Whether `withdraw` stands before `deposit`. */
  reversed: boolean
}

export const USUAL: ContractSource = {
  commit: '0123456789abcdef0123456789abcdef01234567',
  link: 'https://github.com/acme/vault',
  image: 'sourcescan/cargo-near:0.22.0@sha256:7467038bdddc86484b73b416eeadce92',
  greeting: 'Welcome to the vault of acme',
  fee: 1200,
  weight: 14,
  total: 'amount - fee_of(amount)',
  more: '',
  reversed: false,
}

/** Writes the source of a contract with metadata, texts, a panic that names its file, and calls between functions. */
export function contractSource(changed: Partial<ContractSource> = {}): string {
  const { commit, link, image, greeting, fee, weight, total, more, reversed } = {
    ...USUAL,
    ...changed,
  }
  const metadata = JSON.stringify({
    version: '1.4.0',
    link,
    standards: [{ standard: 'nep330', version: '1.3.0' }],
    build_info: {
      build_environment: image,
      build_command: ['cargo', 'near', 'build', 'non-reproducible-wasm', '--locked'],
      contract_path: '',
      source_code_snapshot: `git+https://github.com/acme/vault?rev=${commit}`,
      output_wasm_path: null,
    },
  })
  const deposit = `EXPORT(deposit) void deposit(void) {
  int amount = read_amount();
  if (amount < 0) fail("the amount is negative");
  balance = add(balance, ${total});
  count[amount & 15]++;
}`
  const withdraw = `EXPORT(withdraw) void withdraw(void) {
  int amount = read_amount();
  for (int i = 0; i < 16; i++) if (count[i] > amount) fail("more than was deposited");
  balance = add(balance, -amount);
}`
  return `
#define HOST(name) __attribute__((import_module("env"), import_name(#name)))
#define EXPORT(name) __attribute__((export_name(#name), noinline))
#define OWN __attribute__((noinline)) static
HOST(input) extern void input(long long);
HOST(read_register) extern void read_register(long long, long long);
HOST(value_return) extern void value_return(long long, long long);
HOST(panic_utf8) extern void panic_utf8(long long, long long);
HOST(log_utf8) extern void log_utf8(long long, long long);

static const char metadata[] = ${JSON.stringify(metadata)};
static const char greeting[] = ${JSON.stringify(greeting)};
static const int weights[] = { 3, ${weight}, 159, 2653, 58979, 323846, 2643383, 27950288 };
volatile int balance;
volatile int count[16];
static int buffer[4];

OWN void fail(const char *why) {
  static const char place[] = __FILE__;
  log_utf8(sizeof place - 1, (long long)(long)place);
  panic_utf8(20, (long long)(long)why);
}
OWN int read_amount(void) {
  input(0);
  read_register(0, (long long)(long)buffer);
  return buffer[0];
}
OWN int fee_of(int amount) { return (amount / ${fee}) ^ weights[amount & 7]; }
OWN int add(int a, int b) {
  int sum;
  if (__builtin_add_overflow(a, b, &sum)) fail("the sum is too large");
  return sum;
}
${(reversed ? [withdraw, deposit] : [deposit, withdraw]).join('\n')}
EXPORT(greet) void greet(void) { value_return(sizeof greeting - 1, (long long)(long)greeting); }
EXPORT(contract_source_metadata) void contract_source_metadata(void) {
  value_return(sizeof metadata - 1, (long long)(long)metadata);
}
${more}
`
}
