/* The exact tier once more, in C: the same columns, the same sums in the same order, the same figures.
 *
 * usage: exact-tier POINTS FIGURES   (POINTS as `points-file.ts` writes it)
 * Prints its seconds of processor time without reading and writing, and its largest resident set.
 * To be compiled with -ffp-contract=off: a fused product would round otherwise than JavaScript does. */

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef int32_t i32;
typedef uint32_t u32;

/* exp, log and log gamma, as base/elementary.ts has them. */

static double power_of_two(i32 k) {
  uint64_t bits = (uint64_t)(k + 1023) << 52;
  double value;
  memcpy(&value, &bits, 8);
  return value;
}

static inline double own_exp(double x) {
  if (x != x) return x;
  if (x > 7.09782712893383973096e2) return INFINITY;
  if (x < -7.4513321910194110842e2) return 0;
  i32 k = (i32)(1.442695040888963387 * x + (x < 0 ? -0.5 : 0.5));
  double high = x - k * 6.9314718036912381649e-1;
  double low = k * 1.90821492927058770002e-10;
  double r = high - low;
  double t = r * r;
  double c = r - t * (1.66666666666666019037e-1 +
                      t * (-2.77777777770155933842e-3 +
                           t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  double y = 1 - (low - (r * c) / (2 - c) - high);
  return k < -1021 ? y * power_of_two(k + 1000) * power_of_two(-1000)
                   : k > 1023 ? y * 2 * power_of_two(k - 1) : y * power_of_two(k);
}

static inline double own_log(double x) {
  if (x != x || x < 0) return NAN;
  if (x == 0) return -INFINITY;
  if (x == INFINITY) return x;
  if (x < 2.2250738585072014e-308)
    return own_log(x * 18014398509481984.0) - 54 * 1.90821492927058770002e-10 - 54 * 6.9314718036912381649e-1;
  uint64_t bits;
  memcpy(&bits, &x, 8);
  i32 k = (i32)(bits >> 52) - 1023;
  uint64_t fraction = (bits & 0xfffffffffffffULL) | 0x3ff0000000000000ULL;
  double one;
  memcpy(&one, &fraction, 8);
  double f = one - 1;
  if (f >= 0.41421356237309515) {
    k += 1;
    f = one / 2 - 1;
  }
  double s = f / (2 + f), z = s * s, w = z * z;
  double odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  double even = z * (6.66666666666673513e-1 +
                     w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860510658591e-1)));
  double half = 0.5 * f * f;
  return k * 6.9314718036912381649e-1 - (half - (s * (half + odd + even) + k * 1.90821492927058770002e-10) - f);
}

static double stirling_rest(double x) {
  double inverse = 1 / x, square = inverse * inverse;
  return inverse *
         (1.0 / 12 -
          square * (1.0 / 360 -
                    square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * (691.0 / 360360))))));
}

static double log_gamma(double x) {
  double product = 1, argument = x;
  for (; argument < 16; argument += 1) product *= argument;
  double stirling = (argument - 0.5) * own_log(argument) - argument + 0.91893853320467274178 + stirling_rest(argument);
  return product == 1 ? stirling : stirling - own_log(product);
}

/* chance/poisson.ts */

static double deviance(double count, double mean) {
  double difference = count - mean, sum = count + mean;
  if (fabs(difference) >= 0.1 * sum) return count * own_log(count / mean) + mean - count;
  double v = difference / sum, square = v * v, total = difference * v, power = 2 * count * v;
  for (i32 odd = 3;; odd += 2) {
    power *= square;
    double next = total + power / odd;
    if (next == total) return next;
    total = next;
  }
}

static double poisson_probability(double count, double mean) {
  if (count < 0) return 0;
  if (mean == 0) return count == 0 ? 1 : 0;
  if (count == 0) return own_exp(-mean);
  if (count < 16) return own_exp(count * own_log(mean) - mean - log_gamma(count + 1));
  return own_exp(-stirling_rest(count) - deviance(count, mean)) / sqrt(6.28318530717958647693 * count);
}

/* exact/count-window.ts and exact/units-window.ts */

#define NEGLIGIBLE 1e-20

typedef struct { i32 first, length, room; double *probabilities; } Window;

static double *reserve(Window *window, i32 length) {
  if (window->room < length) {
    window->room = 2 * length;
    free(window->probabilities);
    window->probabilities = malloc(sizeof(double) * window->room);
    if (!window->probabilities) exit(2);
  }
  window->length = length;
  return window->probabilities;
}

static void trim(Window *window) {
  double *p = window->probabilities;
  i32 start = window->first < 0 ? -window->first : 0, end = window->length;
  if (start > end) start = end;
  while (start < end && p[start] < NEGLIGIBLE) start++;
  while (end > start && p[end - 1] < NEGLIGIBLE) end--;
  if (start > 0) memmove(p, p + start, sizeof(double) * (end - start));
  window->first += start;
  window->length = end - start;
}

static void set_to_poisson(Window *window, double mean, i32 most) {
  i32 start = floor(mean) < most ? (i32)floor(mean) : most;
  double likeliest = poisson_probability(start, mean);
  i32 below = start, above = start;
  for (double term = likeliest; below > 0 && term * below >= NEGLIGIBLE * mean; below--) term *= below / mean;
  for (double term = likeliest; above < most && term * mean >= NEGLIGIBLE * (above + 1); above++) term *= mean / (above + 1);
  double *p = reserve(window, above - below + 1);
  window->first = below;
  p[start - below] = likeliest;
  for (i32 count = start; count > below; count--) p[count - 1 - below] = (p[count - below] * count) / mean;
  for (i32 count = start; count < above; count++) p[count + 1 - below] = (p[count - below] * mean) / (count + 1);
}

static void set_to_binomial(Window *window, i32 units, double share) {
  if (share <= 0 || share >= 1) {
    reserve(window, 1)[0] = 1;
    window->first = share <= 0 ? 0 : units;
    return;
  }
  double odds = share / (1 - share);
  i32 mode = (i32)floor((units + 1) * share);
  if (mode > units) mode = units;
  double *p = reserve(window, units + 1);
  window->first = 0;
  for (i32 good = 0; good <= units; good++) p[good] = 0;
  p[mode] = 1;
  double sum = 1;
  for (i32 good = mode; good > 0 && p[good] >= NEGLIGIBLE; good--) {
    p[good - 1] = (p[good] * good) / ((units - good + 1) * odds);
    sum += p[good - 1];
  }
  for (i32 good = mode; good < units && p[good] >= NEGLIGIBLE; good++) {
    p[good + 1] = (p[good] * (units - good) * odds) / (good + 1);
    sum += p[good + 1];
  }
  for (i32 good = 0; good <= units; good++) p[good] /= sum;
  trim(window);
}

static Window spare, other;

static void set_to(Window *held, i32 count) {
  reserve(held, 1)[0] = 1;
  held->first = count;
}

static void add(Window *held, i32 first) {
  const i32 length = held->length, adding = other.length;
  const double *p = held->probabilities, *q = other.probabilities;
  double *sums = reserve(&spare, length + adding - 1);
  for (i32 place = 0; place < length + adding - 1; place++) sums[place] = 0;
  i32 index = 0;
  for (; index + 3 < length; index += 4) {
    const double a = p[index], b = p[index + 1], c = p[index + 2], d = p[index + 3];
    double one1 = 0, one2 = 0, one3 = 0;
    for (i32 place = 0; place < adding + 3; place++) {
      double one0 = place < adding ? q[place] : 0;
      sums[index + place] += a * one0 + b * one1 + (c * one2 + d * one3);
      one3 = one2;
      one2 = one1;
      one1 = one0;
    }
  }
  for (; index < length; index++)
    for (i32 place = 0; place < adding; place++) sums[index + place] += p[index] * q[place];
  spare.first = held->first + first;
  trim(&spare);
  Window was = *held;
  *held = spare;
  spare = was;
}

static void use_up(Window *held, double mean) {
  if (mean <= 0 || held->length == 0) return;
  set_to_poisson(&other, mean, held->first + held->length - 1);
  double *p = other.probabilities;
  for (i32 low = 0, high = other.length - 1; low < high; low++, high--) {
    double was = p[low];
    p[low] = p[high];
    p[high] = was;
  }
  add(held, -(other.first + other.length - 1));
}

static void add_good(Window *held, i32 units, double share) {
  if (held->length == 0) return;
  set_to_binomial(&other, units, share);
  add(held, other.first);
}

/* exact/shortfalls.ts */

static struct { i32 least, range, room; double expected, *is_owed, *owed, *is_covered, *left; } on_hand;

static double *again(double *values, i32 room) {
  free(values);
  return malloc(sizeof(double) * room);
}

static void set_on_hand(i32 stock, const Window *good) {
  const double *p = good->probabilities;
  on_hand.least = stock + good->first;
  i32 range = on_hand.range = good->length - 1;
  if (on_hand.room < good->length) {
    i32 room = on_hand.room = 2 * good->length;
    on_hand.is_owed = again(on_hand.is_owed, room);
    on_hand.owed = again(on_hand.owed, room);
    on_hand.is_covered = again(on_hand.is_covered, room);
    on_hand.left = again(on_hand.left, room);
  }
  double at_most = 0, under = 0, at_least = 0, over = 0;
  for (i32 index = 0; index < range; index++) {
    at_most += p[index];
    under += at_most;
    on_hand.is_owed[index] = at_most;
    on_hand.owed[index] = under;
  }
  for (i32 index = range - 1; index >= 0; index--) {
    over += at_least;
    on_hand.left[index] = over;
    at_least += p[index + 1];
    on_hand.is_covered[index] = at_least;
  }
  on_hand.expected = on_hand.least + over + at_least;
}

#define LAST_BIT 0x1p-56

static void reckon_shortfalls(const double *means, i32 count, double *backorders, double *shortfall) {
  const double *is_owed = on_hand.is_owed, *owed = on_hand.owed, *is_covered = on_hand.is_covered, *left = on_hand.left;
  const double expected = on_hand.expected;
  const i32 range = on_hand.range, most = on_hand.least + range, up = on_hand.least + 1;
  const double likeliest_up = poisson_probability(up, up), likeliest_down = poisson_probability(most, most);
  for (i32 index = 0; index < count; index++) {
    const double mean = means[index];
    double sum = 0, probability = 0;
    if (mean <= expected) {
      double ratio = mean / up, exponent = up * (ratio - 1 - own_log(ratio));
      if (exponent < 46 || ratio > 1) {
        double term = likeliest_up * own_exp(-exponent), units = up;
        for (i32 place = 0; place < range; place++) {
          probability += term * is_owed[place];
          sum += term * owed[place];
          units++;
          term *= mean / units;
        }
        for (double missing = units - expected;; missing++) {
          double added = term * missing;
          probability += term;
          sum += added;
          if (!(added >= sum * LAST_BIT) || term == 0) break;
          units++;
          term *= mean / units;
        }
      }
      backorders[index] = sum;
      shortfall[index] = probability;
    } else {
      double ratio = mean / most;
      double term = most == 0 ? own_exp(-mean) : likeliest_down * own_exp(-most * (ratio - 1 - own_log(ratio)));
      double inverse = 1 / mean, units = most;
      for (i32 place = range - 1; place >= 0; place--) {
        probability += term * is_covered[place];
        sum += term * left[place];
        term *= units * inverse;
        units--;
      }
      for (double spared = expected - units; units >= 0; spared++) {
        double added = term * spared;
        probability += term;
        sum += added;
        if (!(added >= sum * LAST_BIT) || term == 0) break;
        term *= units * inverse;
        units--;
      }
      backorders[index] = mean - expected + sum;
      shortfall[index] = 1 - probability;
    }
  }
}

/* exact/survival-since-lot.ts */

static struct { i32 first, last, room; double *at_least; } lasting;

static void set_lasting(const Window *stock) {
  lasting.first = stock->first;
  lasting.last = stock->first + stock->length - 1;
  if (lasting.room < stock->length) lasting.at_least = again(lasting.at_least, lasting.room = 2 * stock->length);
  double sum = 0;
  for (i32 index = stock->length - 1; index >= 0; index--) lasting.at_least[index] = sum += stock->probabilities[index];
}

static void reckon_survival(const double *means, i32 count, double *survival) {
  const i32 first = lasting.first, last = lasting.last;
  const double alive = last < first ? 0 : lasting.at_least[0];
  for (i32 index = 0; index < count; index++) {
    const double mean = means[index], reach = 10 * sqrt(mean) + 10;
    double sum = alive;
    if (mean + reach >= first) {
      i32 failures = mean < 500 ? 0 : (i32)floor(mean - reach);
      if (failures < 0) failures = 0;
      double term = failures == 0 ? own_exp(-mean) : poisson_probability(failures, mean), within = 0;
      while (failures <= first) {
        within += term;
        failures++;
        term *= mean / failures;
      }
      sum = within * alive;
      while (failures <= last && (term > NEGLIGIBLE || failures < mean)) {
        sum += term * lasting.at_least[failures - first];
        failures++;
        term *= mean / failures;
      }
    }
    survival[index] = sum;
  }
}

/* exact/exact-tier.ts */

static i32 points, steps;
static double *installed, *rates, *lot_yield, *repair_yield, *cumulated, *means;
static u32 *curve_of, *lot_start, *lot_step, *lot_units, *turnaround, *repairs_until;
static i32 *stocks;
static Window good, held;

static double failures_between(i32 point, i32 from, i32 until) {
  const double *curve = cumulated + (size_t)curve_of[point] * (steps + 1);
  return rates[point] * (curve[until] - curve[from]);
}

static i32 end_before(u32 lot, u32 lot_end) { return lot < lot_end && (i32)lot_step[lot] < steps ? (i32)lot_step[lot] : steps; }

static void reckon_owed(i32 point, double *backorders, double *shortfall) {
  const double *curve = cumulated + (size_t)curve_of[point] * (steps + 1);
  const u32 lot_end = lot_start[point + 1];
  u32 lot = lot_start[point];
  set_to(&good, 0);
  for (i32 step = 0; step < steps;) {
    for (; lot < lot_end && (i32)lot_step[lot] <= step; lot++) add_good(&good, lot_units[lot], lot_yield[lot]);
    i32 end = end_before(lot, lot_end);
    set_on_hand(stocks[point], &good);
    for (i32 at = step; at < end; at++) {
      i32 returned = at + 1 - (i32)turnaround[point];
      if (returned > (i32)repairs_until[point]) returned = repairs_until[point];
      if (returned < 0 || !(repair_yield[point] > 0)) returned = 0;
      means[at - step] = rates[point] * (curve[at + 1] - repair_yield[point] * curve[returned]);
    }
    reckon_shortfalls(means, end - step, backorders + step, shortfall + step);
    step = end;
  }
}

static void reckon_survival_of(i32 point, double *survival) {
  const double *curve = cumulated + (size_t)curve_of[point] * (steps + 1);
  const u32 lot_end = lot_start[point + 1];
  u32 lot = lot_start[point];
  i32 failed_until = 0;
  set_to(&held, stocks[point]);
  for (i32 step = lot_step[lot]; step < steps;) {
    use_up(&held, failures_between(point, failed_until, step));
    for (; lot < lot_end && (i32)lot_step[lot] <= step; lot++) add_good(&held, lot_units[lot], lot_yield[lot]);
    failed_until = step;
    i32 end = end_before(lot, lot_end);
    for (i32 at = step; at < end; at++) means[at - step] = rates[point] * (curve[at + 1] - curve[step]);
    set_lasting(&held);
    reckon_survival(means, end - step, survival + step);
    step = end;
  }
}

static void reckon_point(i32 point, double *backorders, double *shortfall, double *survival) {
  reckon_owed(point, backorders, shortfall);
  if (repair_yield[point] > 0 && repairs_until[point] > 0 && (i32)turnaround[point] < steps) {
    for (i32 step = 0; step < steps; step++) survival[step] = NAN;
    return;
  }
  for (i32 step = 0; step < steps; step++) survival[step] = 1 - shortfall[step];
  if (lot_start[point] < lot_start[point + 1]) reckon_survival_of(point, survival);
  double least = 1;
  for (i32 step = 0; step < steps; step++) {
    if (survival[step] < least) least = survival[step];
    survival[step] = least;
  }
}

static FILE *input;

static void *read_block(size_t *bytes) {
  int64_t length;
  if (fread(&length, 8, 1, input) != 1) exit(2);
  void *data = malloc(length + 8);
  if (!data || (length && fread(data, 1, length, input) != (size_t)length)) exit(2);
  fseek(input, (8 - length % 8) % 8, SEEK_CUR);
  if (bytes) *bytes = length;
  return data;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 3 || !(input = fopen(argv[1], "rb"))) return 2;
  i32 *sizes = read_block(NULL);
  points = sizes[0];
  steps = sizes[1];
  size_t bytes;
  installed = read_block(&bytes);
  i32 curves = (i32)(bytes / sizeof(double) / steps);
  curve_of = read_block(NULL);
  rates = read_block(NULL);
  stocks = read_block(NULL);
  lot_start = read_block(NULL);
  lot_step = read_block(NULL);
  lot_units = read_block(NULL);
  lot_yield = read_block(NULL);
  repair_yield = read_block(NULL);
  turnaround = read_block(NULL);
  repairs_until = read_block(NULL);
  fclose(input);

  double begun = seconds();
  double *figures = calloc((size_t)3 * points + steps, sizeof(double));
  double *backorders = malloc(sizeof(double) * steps), *shortfall = malloc(sizeof(double) * steps);
  double *survival = malloc(sizeof(double) * steps);
  means = malloc(sizeof(double) * steps);
  cumulated = calloc((size_t)curves * (steps + 1), sizeof(double));
  for (i32 curve = 0; curve < curves; curve++)
    for (i32 step = 0; step < steps; step++)
      cumulated[(size_t)curve * (steps + 1) + step + 1] =
          cumulated[(size_t)curve * (steps + 1) + step] + installed[(size_t)curve * steps + step];
  for (i32 point = 0; point < points; point++) {
    reckon_point(point, backorders, shortfall, survival);
    double owed = 0, worst = 0;
    for (i32 step = 0; step < steps; step++) {
      owed += backorders[step];
      if (shortfall[step] > worst) worst = shortfall[step];
      figures[(size_t)3 * points + step] += backorders[step];
    }
    figures[(size_t)3 * point] = owed;
    figures[(size_t)3 * point + 1] = worst;
    figures[(size_t)3 * point + 2] = survival[steps - 1];
  }
  double ended = seconds();

  FILE *output = fopen(argv[2], "wb");
  if (!output || fwrite(figures, sizeof(double), (size_t)3 * points + steps, output) != (size_t)3 * points + steps) return 2;
  fclose(output);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("{\"seconds\": %.4f, \"largestBytes\": %ld}\n", ended - begun, usage.ru_maxrss * 1024);
  return 0;
}
