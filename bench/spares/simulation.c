// The simulation of stocking points in C: the same algorithm on the same columns as src/engine/spares/simulation, to the
// same tallies bit for bit. Compile without contraction of floating point operations.
//
// usage: simulation <points file> <tally file>; prints the seconds of processor time as JSON

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BLOCK = 256, GUIDES = 4096, DRAWN = 2048, HALF_SHIFT = 15, REST = 0x7fff, STRATUM_SHIFT = 23, PLACE_SHIFT = 9 };
enum { FAILURES = 2, FAILURE_REST = 3, STRATA = 5, LOTS = 8, LOT_REST = 9 };
#define LARGEST 0x7fffffff
#define SPAN 2147483648.0

typedef struct {
  uint32_t pointCount, stepCount, curveValues, lotCount, groupCount, replications, seedLow, seedHigh;
} Header;

static Header header;
static double *installed, *failuresPerUnitStep, *lotYield, *repairYield, *rateShape;
static uint32_t *curveOf, *lotStart, *lotStep, *lotUnits, *turnaroundSteps, *repairsUntilStep, *streamLow, *streamHigh, *rateGroupOf;
static int32_t *stockOf;

static void *column(FILE *file, size_t size, size_t count) {
  void *values = malloc(size * count + 8);
  if (!values || fread(values, size, count, file) != count) { fprintf(stderr, "points file too short\n"); exit(1); }
  return values;
}

static void readPoints(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file || fread(&header, sizeof header, 1, file) != 1) { fprintf(stderr, "cannot read %s\n", path); exit(1); }
  uint32_t points = header.pointCount, lots = header.lotCount;
  installed = column(file, 8, header.curveValues);
  failuresPerUnitStep = column(file, 8, points);
  lotYield = column(file, 8, lots);
  repairYield = column(file, 8, points);
  rateShape = column(file, 8, header.groupCount);
  curveOf = column(file, 4, points);
  stockOf = column(file, 4, points);
  lotStart = column(file, 4, points + 1);
  lotStep = column(file, 4, lots);
  lotUnits = column(file, 4, lots);
  turnaroundSteps = column(file, 4, points);
  repairsUntilStep = column(file, 4, points);
  streamLow = column(file, 4, points);
  streamHigh = column(file, 4, points);
  rateGroupOf = column(file, 4, points);
  fclose(file);
}

// Random numbers: src/base/philox.ts.

static uint32_t keyLow, keyHigh;

static inline void fill(uint32_t *into, uint32_t blocks, uint32_t replication, uint32_t from, uint32_t use) {
  for (uint32_t block = 0; block < blocks; block++) {
    uint32_t w0 = keyLow, w1 = replication, w2 = from + block, w3 = keyHigh | use;
    uint32_t k0 = header.seedLow, k1 = header.seedHigh;
    for (int round = 0; round < 10; round++) {
      uint64_t p0 = (uint64_t)0xd2511f53u * w0, p1 = (uint64_t)0xcd9e8d57u * w2;
      w0 = (uint32_t)(p1 >> 32) ^ w1 ^ k0;
      w1 = (uint32_t)p1;
      w2 = (uint32_t)(p0 >> 32) ^ w3 ^ k1;
      w3 = (uint32_t)p0;
      k0 += 0x9e3779b9u;
      k1 += 0xbb67ae85u;
    }
    into[4 * block] = w0;
    into[4 * block + 1] = w1;
    into[4 * block + 2] = w2;
    into[4 * block + 3] = w3;
  }
}

static inline uint32_t halfOf(const uint32_t *words, uint32_t index) { return words[index >> 1] >> ((index & 1) << 4) & 0xffff; }

static uint32_t restOf(uint32_t replication, uint32_t index, uint32_t use) {
  uint32_t words[4];
  fill(words, 1, replication, index >> 2, use);
  return words[index & 3] & REST;
}

// How many: count-table.ts.

typedef struct {
  int32_t first, last, *lastUniform;
  double *weights;
  size_t room;
} Counts;

static void put(Counts *counts, size_t index, double weight) {
  if (index >= counts->room) {
    counts->room = counts->room ? 2 * counts->room : 64;
    counts->weights = realloc(counts->weights, 8 * counts->room);
    counts->lastUniform = realloc(counts->lastUniform, 4 * counts->room);
  }
  counts->weights[index] = weight;
}

// P(n + 1) / P(n) = (start + slope n) / (n + 1).
static void fillCounts(Counts *counts, double start, double slope, int32_t mode) {
  int32_t below = mode;
  for (double weight = 1; below > 0; below--) {
    weight *= below / (start + slope * (below - 1));
    if (weight < 1e-12) break;
    put(counts, mode - below, weight);
  }
  int32_t down = mode - below, count = down;
  double weight = 1;
  for (int32_t reached = mode; weight >= 1e-12; reached++) {
    put(counts, count++, weight);
    weight *= (start + slope * reached) / (reached + 1);
  }
  double *weights = counts->weights;
  for (int32_t left = 0, right = down - 1; left < right; left++, right--) {
    double kept = weights[left];
    weights[left] = weights[right];
    weights[right] = kept;
  }
  counts->first = below;
  double total = 0, sum = 0;
  for (int32_t index = 0; index < count; index++) total += weights[index];
  double scale = SPAN / total;
  int32_t index = 0;
  for (; index < count - 1; index++) {
    sum += weights[index];
    int64_t last = (int64_t)(sum * scale) - 1;
    if (last >= LARGEST) break;
    counts->lastUniform[index] = (int32_t)last;
  }
  counts->lastUniform[index] = LARGEST;
  counts->last = counts->first + index;
}

static void fillFailures(Counts *counts, double mean, double shape) {
  if (shape > 1e308) {
    fillCounts(counts, mean, 0, (int32_t)mean);
    return;
  }
  double slope = mean / (mean + shape), likeliest = mean * (shape - 1) / shape;
  fillCounts(counts, slope * shape, slope, likeliest > 0 ? (int32_t)likeliest : 0);
}

static void fillGood(Counts *counts, int32_t units, double share) {
  double odds = share / (1 - share);
  int32_t mode = (int32_t)((units + 1) * share);
  fillCounts(counts, units * odds, -odds, mode < units ? mode : units);
}

static int32_t lastOf(const Counts *counts, int32_t count) {
  if (count < counts->first) return -1;
  return count >= counts->last ? LARGEST : counts->lastUniform[count - counts->first];
}

// When: failure-times.ts.

static int isRepaired;
static int32_t *kindLast, *arrival, guide[GUIDES];

static double expectedFailures(uint32_t point) {
  const double *curve = installed + (size_t)curveOf[point] * header.stepCount;
  double failures = 0;
  for (uint32_t step = 0; step < header.stepCount; step++) failures += curve[step] * failuresPerUnitStep[point];
  return failures;
}

static inline int32_t uniformOf(double value) {
  double last = (double)(int64_t)value - 1;
  return last > LARGEST ? LARGEST : (int32_t)last;
}

static void fillTimes(uint32_t point, double mean) {
  int32_t steps = header.stepCount, kinds = 0;
  int32_t until = repairsUntilStep[point] < header.stepCount ? (int32_t)repairsUntilStep[point] : steps;
  const double *curve = installed + (size_t)curveOf[point] * header.stepCount;
  double rate = failuresPerUnitStep[point], scale = SPAN / mean, failures = 0;
  isRepaired = repairYield[point] > 0 && until > 0;
  for (int32_t step = 0; step < steps; step++) {
    double next = failures + curve[step] * rate;
    if (isRepaired) {
      double repaired = step < until ? (next - failures) * repairYield[point] : 0;
      kindLast[kinds] = uniformOf((next - repaired) * scale);
      arrival[kinds++] = steps;
      int32_t back = step + (int32_t)turnaroundSteps[point];
      arrival[kinds] = step < until && back < steps ? back : steps;
    }
    kindLast[kinds++] = uniformOf(next * scale);
    failures = next;
  }
  int32_t end = kindLast[kinds - 1];
  for (int32_t kind = kinds - 1; kind >= 0 && kindLast[kind] == end; kind--) kindLast[kind] = LARGEST;
  for (int32_t index = 0, kind = 0; index < GUIDES; index++) {
    while (kindLast[kind] < index << 19) kind++;
    guide[index] = kind;
  }
}

// Which replications: strata.ts.

static int32_t drawnReplication[BLOCK], drawnFailures[BLOCK];

static int32_t drawStrata(const Counts *counts, int32_t screen, uint32_t block) {
  int32_t screened = lastOf(counts, screen);
  if (screened == LARGEST) return 0;
  uint32_t from = (uint32_t)(screened + 1) >> STRATUM_SHIFT, order[4], places[BLOCK];
  fill(order, 1, block, 0, STRATA);
  fill(places, (BLOCK >> 2) - (from >> 2), block, 1 + (from >> 2), STRATA);
  uint32_t factor = order[0] >> 8 | 1, offset = order[0] & (BLOCK - 1), skipped = from & ~3u;
  const int32_t first = counts->first, *lastUniform = counts->lastUniform;
  int32_t count = screen + 1 > first ? screen + 1 - first : 0, drawn = 0;
  for (uint32_t stratum = from; stratum < BLOCK; stratum++) {
    int32_t uniform = (int32_t)(stratum << STRATUM_SHIFT | places[stratum - skipped] >> PLACE_SHIFT);
    if (uniform <= screened) continue;
    while (lastUniform[count] < uniform) count++;
    drawnReplication[drawn] = (int32_t)((factor * stratum + offset) & (BLOCK - 1));
    drawnFailures[drawn++] = first + count;
  }
  return drawn;
}

// One replication: net-changes.ts and shelf.ts.

static int32_t *change, *owedChange, *firstEmptyCounts;
static uint32_t *busy, busyWords;
static int32_t need, firstEmpty;

// Good units of lots: lots.ts.

typedef struct {
  int32_t step, least, number;
  uint32_t from, end;
} Lot;
static Counts goodUnits;
static Lot *lots;
static int32_t *lotLast;
static uint32_t lotRoom, lotLastRoom, pointLots;

static void fillLots(uint32_t point) {
  uint32_t end = 0;
  int32_t uncertain = 0;
  pointLots = 0;
  for (uint32_t lot = lotStart[point]; lot < lotStart[point + 1] && lotStep[lot] < header.stepCount; lot++) {
    if (pointLots == lotRoom) lots = realloc(lots, sizeof *lots * (lotRoom = lotRoom ? 2 * lotRoom : 16));
    Lot made = {(int32_t)lotStep[lot], lotYield[lot] <= 0 ? 0 : (int32_t)lotUnits[lot], 0, end, end};
    if (lotYield[lot] > 0 && lotYield[lot] < 1 && lotUnits[lot] > 0) {
      fillGood(&goodUnits, (int32_t)lotUnits[lot], lotYield[lot]);
      made.number = uncertain++;
      made.least = goodUnits.first;
      made.end = end += (uint32_t)(goodUnits.last - goodUnits.first + 1);
      if (end > lotLastRoom) lotLast = realloc(lotLast, 4 * (lotLastRoom = 2 * end));
      memcpy(lotLast + made.from, goodUnits.lastUniform, 4 * (made.end - made.from));
    }
    lots[pointLots++] = made;
  }
}

static void layLots(uint32_t replication) {
  uint32_t words[4];
  for (uint32_t index = 0; index < pointLots; index++) {
    const Lot *lot = lots + index;
    int32_t good = lot->least;
    if (lot->end > lot->from) {
      if ((lot->number & 7) == 0) fill(words, 1, replication, lot->number >> 3, LOTS);
      int32_t half = (int32_t)halfOf(words, lot->number & 7);
      uint32_t place = lot->from;
      while (lotLast[place] < half << HALF_SHIFT) place++;
      if (lotLast[place] < (half << HALF_SHIFT | REST)) {
        int32_t uniform = half << HALF_SHIFT | (int32_t)restOf(replication, lot->number, LOT_REST);
        while (lotLast[place] < uniform) place++;
      }
      good += (int32_t)(place - lot->from);
    }
    change[lot->step] -= good;
    busy[lot->step >> 5] |= 1u << (lot->step & 31);
  }
}

static void turnTo(uint32_t point) {
  memset(owedChange, 0, 4 * header.stepCount);
  memset(firstEmptyCounts, 0, 4 * header.stepCount);
  fillLots(point);
}

static void lay(uint32_t replication, int32_t failures) {
  uint32_t words[DRAWN / 2];
  // As locals: the compiler cannot know that what is stored below is none of these.
  const int32_t *last = kindLast, *backOf = arrival;
  int32_t *changed = change;
  uint32_t *bits = busy;
  const int repaired = isRepaired;
  for (int32_t from = 0; from < failures; from += DRAWN) {
    int32_t count = failures - from < DRAWN ? failures - from : DRAWN;
    fill(words, (count + 7) >> 3, replication, from >> 3, FAILURES);
    for (int32_t index = 0; index < count; index++) {
      int32_t half = (int32_t)halfOf(words, index), kind = guide[half >> 4];
      if (last[kind] < (half << HALF_SHIFT | REST)) {
        while (last[kind] < half << HALF_SHIFT) kind++;
        if (last[kind] < (half << HALF_SHIFT | REST)) {
          int32_t uniform = half << HALF_SHIFT | (int32_t)restOf(replication, from + index, FAILURE_REST);
          while (last[kind] < uniform) kind++;
        }
      }
      int32_t step = repaired ? kind >> 1 : kind;
      changed[step]++;
      bits[step >> 5] |= 1u << (step & 31);
      if (!repaired) continue;
      int32_t back = backOf[kind];
      changed[back]--;
      bits[back >> 5] |= 1u << (back & 31);
    }
  }
}

static void walk(int32_t stock, int32_t screen) {
  const int32_t steps = header.stepCount;
  const uint32_t wordCount = busyWords;
  int32_t *changed = change, *owedChanged = owedChange;
  uint32_t *busyAt = busy;
  int32_t taken = 0, owed = 0, most = screen, first = -1;
  changed[steps] = 0;
  busyAt[steps >> 5] &= ~(1u << (steps & 31));
  for (uint32_t word = 0; word < wordCount; word++) {
    uint32_t bits = busyAt[word];
    busyAt[word] = 0;
    while (bits) {
      uint32_t bit = bits & -bits;
      int32_t step = (int32_t)(word << 5) | __builtin_ctz(bits);
      bits ^= bit;
      taken += changed[step];
      changed[step] = 0;
      if (taken <= screen && owed == 0) continue;
      if (taken > most) most = taken;
      int32_t nowOwed = taken > stock ? taken - stock : 0;
      if (nowOwed != owed) {
        if (first < 0) first = step;
        owedChanged[step] += nowOwed - owed;
        owed = nowOwed;
      }
    }
  }
  need = most;
  firstEmpty = first;
}

// Point by point: simulate-points.ts.

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  readPoints(argv[1]);
  uint32_t points = header.pointCount, steps = header.stepCount;
  Counts failed = {0};
  struct timespec begun, ended;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begun);
  busyWords = (steps >> 5) + 1;
  kindLast = malloc(8 * steps), arrival = malloc(8 * steps);
  change = calloc(steps + 1, 4), owedChange = malloc(4 * steps), firstEmptyCounts = malloc(4 * steps);
  busy = calloc(busyWords, 4);
  uint32_t *needStart = calloc(points + 1, 4), *replications = calloc(points, 4);
  for (uint32_t point = 0; point < points; point++) {
    fillFailures(&failed, expectedFailures(point), rateShape[rateGroupOf[point]]);
    int32_t more = failed.last - stockOf[point] + 1;
    needStart[point + 1] = needStart[point] + (uint32_t)(more > 1 ? more : 1);
  }
  uint32_t *needs = calloc(needStart[points], 4);
  double *squares = calloc(points, 8);
  uint16_t *firsts = calloc((size_t)points * steps, 2);
  int32_t *owedChanges = calloc((size_t)points * steps, 4);
  for (uint32_t point = 0; point < points; point++) {
    int32_t stock = stockOf[point];
    double mean = expectedFailures(point);
    fillFailures(&failed, mean, rateShape[rateGroupOf[point]]);
    uint32_t *pointNeeds = needs + needStart[point];
    replications[point] = header.replications;
    if (failed.last <= stock) {
      pointNeeds[0] += header.replications;
      continue;
    }
    keyLow = streamLow[point];
    keyHigh = streamHigh[point] << 8;
    fillTimes(point, mean);
    turnTo(point);
    for (uint32_t block = 0; block < header.replications / BLOCK; block++) {
      int32_t drawn = drawStrata(&failed, stock, block), ranOut = 0;
      pointNeeds[0] += BLOCK - drawn;
      for (int32_t index = 0; index < drawn; index++) {
        uint32_t replication = block * BLOCK + drawnReplication[index];
        lay(replication, drawnFailures[index]);
        layLots(replication);
        walk(stock, stock);
        pointNeeds[need - stock]++;
        if (firstEmpty < 0) continue;
        firstEmptyCounts[firstEmpty]++;
        ranOut++;
      }
      squares[point] += (double)ranOut * ranOut;
    }
    for (uint32_t step = 0; step < steps; step++) {
      firsts[(size_t)point * steps + step] = (uint16_t)firstEmptyCounts[step];
      owedChanges[(size_t)point * steps + step] = owedChange[step];
    }
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
  FILE *file = fopen(argv[2], "wb");
  if (!file) return 1;
  fwrite(replications, 4, points, file);
  fwrite(firsts, 2, (size_t)points * steps, file);
  fwrite(owedChanges, 4, (size_t)points * steps, file);
  fwrite(squares, 8, points, file);
  fwrite(needs, 4, needStart[points], file);
  if (fclose(file) != 0) return 1;
  printf("{\"seconds\": %.6f}\n", (double)(ended.tv_sec - begun.tv_sec) + (double)(ended.tv_nsec - begun.tv_nsec) / 1e9);
  return 0;
}
