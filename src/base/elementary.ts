// exp, log and the logarithm of the gamma function, from + - * / and bits alone: the same bytes on every machine and in
// every engine, which Math.exp and Math.log do not promise.
//
// exp and log follow fdlibm (Sun Microsystems 1993, freely granted): within one unit in the last place.

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)
/** Where the sign and the exponent stand. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0
const LOW = 1 - HIGH

const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const INVERSE_LN2 = 1.442695040888963387
const LARGEST_EXPONENT = 7.09782712893383973096e2
const SMALLEST_EXPONENT = -7.4513321910194110842e2

/** e to the power x. */
export function exp(x: number): number {
  if (x !== x) return x
  if (x > LARGEST_EXPONENT) return Number.POSITIVE_INFINITY
  if (x < SMALLEST_EXPONENT) return 0
  // x = k ln 2 + r with |r| <= ln 2 / 2, in two parts so that no bit is lost.
  const k = (INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))))
  const y = 1 - (low - (r * c) / (2 - c) - high)
  // In two factors where one would leave the range of normal numbers.
  return k < -1021
    ? y * powerOfTwo(k + 1000) * powerOfTwo(-1000)
    : k > 1023
      ? y * 2 * powerOfTwo(k - 1)
      : y * powerOfTwo(k)
}

/** 2 to the power k, of -1022 to 1023. */
function powerOfTwo(k: number): number {
  words[LOW] = 0
  words[HIGH] = (k + 1023) << 20
  return float[0]!
}

const SMALLEST_NORMAL = 2.2250738585072014e-308
const TWO_TO_54 = 18014398509481984

/** The natural logarithm. */
export function log(x: number): number {
  if (x !== x || x < 0) return Number.NaN
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (x === Number.POSITIVE_INFINITY) return x
  if (x < SMALLEST_NORMAL) return log(x * TWO_TO_54) - 54 * LN2_LOW - 54 * LN2_HIGH
  // x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2).
  float[0] = x
  let k = (words[HIGH]! >>> 20) - 1023
  words[HIGH] = (words[HIGH]! & 0xfffff) | 0x3ff00000
  let f = float[0] - 1
  if (f >= 0.41421356237309515) {
    k += 1
    f = float[0] / 2 - 1
  }
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1))
  const even =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  const half = 0.5 * f * f
  return k * LN2_HIGH - (half - (s * (half + odd + even) + k * LN2_LOW) - f)
}

/** log(1 + x), of small x too (Goldberg, "What every computer scientist should know", 1991, theorem 4). */
export function logOnePlus(x: number): number {
  const sum = 1 + x
  return sum === 1 ? x : (x * log(sum)) / (sum - 1)
}

const HALF_LOG_TWO_PI = 0.9189385332046728

/** The logarithm of the gamma function, x > 0; absolute error below 1e-14 for x to 10, relative 1e-15 beyond. */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  // Up to where Stirling's series is exact to the last bit: gamma(x + 1) = x gamma(x).
  let product = 1
  let argument = x
  for (; argument < 16; argument += 1) product *= argument
  const stirling = (argument - 0.5) * log(argument) - argument + HALF_LOG_TWO_PI + stirlingRest(argument)
  return product === 1 ? stirling : stirling - log(product)
}

/** log gamma(x) less Stirling's formula (x - 1/2) log x - x + log(2 pi) / 2, for x >= 16: the series of Bernoulli numbers. */
export function stirlingRest(x: number): number {
  const inverse = 1 / x
  const square = inverse * inverse
  return (
    inverse *
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360))))))
  )
}
