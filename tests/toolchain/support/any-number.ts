import fc from 'fast-check'

/** Any eight bytes: all exponents alike, subnormal numbers and NaN among them. */
const anyBits = fc
  .bigInt(0n, 2n ** 64n - 1n)
  .map((bits) => new Float64Array(BigUint64Array.of(bits).buffer)[0] ?? 0)

/** Halves, quarters and so on: where digits end in a 5 that decides how they are rounded. */
const binaryFraction = fc
  .tuple(fc.integer(), fc.nat(12))
  .map(([number, halvings]) => number / 2 ** halvings)

const decimalFraction = fc
  .tuple(fc.integer(), fc.nat(30))
  .map(([number, digits]) => number / 10 ** digits)

const largeInteger = fc.bigInt(-(2n ** 80n), 2n ** 80n).map(Number)

/** Powers of two and of ten, and their neighbours. */
const nearPower = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: -1074, max: 1023 }).map((power) => 2 ** power),
      fc.integer({ min: -323, max: 308 }).map((power) => Number(`1e${power}`)),
    ),
    fc.constantFrom(-1, 0, 1),
  )
  .map(([power, aside]) => power + aside * ulpOf(power))

export const SPECIAL_NUMBERS = [
  ...[0, -0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, 2.5, 1 / 3, 10, 1e21, 1e-6, 1e-7, 123456789],
  ...[
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
    2 ** 53 + 2,
    -(2 ** 53),
    2 ** 63,
    2 ** 64,
  ],
  ...[Number.MIN_VALUE, 2 ** -1022, 2 ** -1022 - 2 ** -1074, Number.EPSILON, 1.005, 8.345, 1e23],
  ...[Number.MAX_VALUE, -Number.MAX_VALUE, NaN, Infinity, -Infinity],
]

export const anyNumber = fc.oneof(
  anyBits,
  fc.double(),
  binaryFraction,
  decimalFraction,
  largeInteger,
  nearPower,
  fc.constantFrom(...SPECIAL_NUMBERS),
)

function ulpOf(number: number): number {
  const floats = Float64Array.of(number)
  const bits = new BigUint64Array(floats.buffer)
  bits[0] = (bits[0] ?? 0n) + 1n
  return (floats[0] ?? 0) - number
}

const digit = fc.integer({ min: 0, max: 9 }).map(String)
const digits = fc.string({ unit: digit, minLength: 1, maxLength: 60 })

/** A decimal number as JSON writes it, with up to 60 digits before the point and as many after it. */
export const anyNumberText = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: digits.map((text) => text.replace(/^0+(?=.)/, '')),
    fraction: fc.option(digits, { nil: undefined }),
    exponent: fc.option(
      fc.oneof(fc.integer({ min: -400, max: 400 }), fc.bigInt(-(2n ** 70n), 2n ** 70n)),
      { nil: undefined },
    ),
    e: fc.constantFrom('e', 'E', 'e+'),
  })
  .map(({ sign, whole, fraction, exponent, e }) => {
    const point = fraction === undefined ? '' : `.${fraction}`
    const scale = exponent === undefined ? '' : `${exponent < 0 ? e[0] : e}${exponent}`
    return `${sign}${whole}${point}${scale}`
  })

/** All digits of a number, or of what lies halfway between it and the next: where reading rounds. */
export const exactDigits = fc
  .tuple(anyNumber, fc.boolean(), fc.constantFrom('', '0', '1', '00000000001'))
  .filter(([number]) => Number.isFinite(number) && Math.abs(number) < 1e300)
  .map(([number, halfway, more]) => {
    const size = Math.abs(number)
    const fraction = exactFraction(size) * 2n + (halfway ? exactFraction(ulpOf(size)) : 0n)
    const text = String(fraction * 5n ** FRACTION_BITS).padStart(Number(FRACTION_BITS) + 1, '0')
    const point = text.length - Number(FRACTION_BITS)
    return `${text.slice(0, point)}.${text.slice(point).replace(/0+$/, '')}0${more}`
  })

/** Every finite number is a whole multiple of 2^-1074; halfway to the next one bit more is needed. */
const FRACTION_BITS = 1075n

/** Gives a number as a multiple of 2^-1074. */
function exactFraction(number: number): bigint {
  const bits = new BigUint64Array(Float64Array.of(number).buffer)[0] ?? 0n
  const exponent = bits >> 52n
  const mantissa = bits & (2n ** 52n - 1n)
  return exponent === 0n ? mantissa : (mantissa | (2n ** 52n)) << (exponent - 1n)
}
