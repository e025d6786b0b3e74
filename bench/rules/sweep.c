/* The sweep of the rules once more, in C: the same columns, the same answers, the same additions, the same figures.
 *
 * usage: sweep IN OUT   (IN as `sweep-file.ts` writes it; OUT: every number of the tallies)
 * Prints the seconds of processor time of the sweep alone, without reading and writing. */

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef int32_t i32;
typedef uint32_t u32;

enum { NO, MAYBE, YES };
enum { A, B, C, D, E, F, CATEGORIES };

typedef struct { void *data; size_t bytes; } Block;

static FILE *input;

static Block read_block(void) {
  int64_t bytes;
  if (fread(&bytes, 8, 1, input) != 1) exit(2);
  Block block = {malloc(bytes + 8), (size_t)bytes};
  if (!block.data || (bytes && fread(block.data, 1, bytes, input) != (size_t)bytes)) exit(2);
  fseek(input, (8 - bytes % 8) % 8, SEEK_CUR);
  return block;
}

static i32 *read_numbers(void) { return read_block().data; }

typedef struct { i32 windows, is_sites, low, high, is_shared, groups, den_from, den_to, num_from, num_to; } Measure;
typedef struct { i32 earliest, latest, after, not_after; } Test;
typedef struct { i32 from, until, denominator, numerator, group; } Spell;
typedef struct { i32 windows, low, high, slots_of_set, covered, den_from, den_to, num_from, num_to; } Ledger;
typedef struct { i32 measure, ledger, place, cohort, spell_from, spell_to; } Fold;
typedef struct { i32 measure, spell_from, spell_to; } Meeting;

static i32 subjects, sites, first, stride, measure_count, cohort_count, ledger_count, day_columns, weight_columns, folds;
static uint16_t *cohort_of;
static u32 *site_start;
static i32 *operator_part, *windows;
static uint16_t **days;
static i32 *day_of, day_count, *place_of;
static Block *weights;
static Measure *measures;
static Test *tests;
static Spell *spells;
static Ledger *ledgers;
static i32 **slot_of;
static Fold *fold_rows;
static i32 *meeting_start;
static Meeting *meetings;

/* One tally: six runs of differences, smallest and largest weights, and how many weights are not known. */
typedef struct { double *low, *high, *unknown; } Tally;
static Tally **tallies;

static inline i32 min(i32 a, i32 b) { return a < b ? a : b; }
static inline i32 max(i32 a, i32 b) { return a > b ? a : b; }

static int is_ranged(i32 low, i32 high) { return low != high; }

static Tally make_tally(int ranged) {
  Tally tally;
  tally.low = calloc((size_t)stride * CATEGORIES, sizeof(double));
  tally.high = ranged ? calloc((size_t)stride * CATEGORIES, sizeof(double)) : tally.low;
  tally.unknown = calloc(stride, sizeof(double));
  return tally;
}

static inline int category_of(int is_certain, int numerator) {
  int column = numerator == YES ? A : numerator == NO ? B : C;
  return is_certain ? column : column + D;
}

static inline int ask(i32 from, i32 to, i32 subject) {
  int answer = YES;
  for (i32 t = from; t < to; t++) {
    i32 earliest = tests[t].earliest < 0 ? -1000000 : day_of[days[tests[t].earliest][subject]];
    i32 latest = tests[t].latest < 0 ? 1000000 : day_of[days[tests[t].latest][subject]];
    int next = latest <= tests[t].after || earliest > tests[t].not_after ? NO
             : earliest > tests[t].after && latest <= tests[t].not_after ? YES : MAYBE;
    if (next < answer) answer = next;
  }
  return answer;
}

/* --- subjects added up by cohort ------------------------------------------------------------------------------- */

typedef struct { double *low, *high, *unknown; } Sums;

static inline i32 find_slot(const Ledger *r, const i32 *slots, i32 subject) {
  i32 slot = slots[cohort_of[subject]];
  if (slot < 0 || r->slots_of_set == 1) return slot;
  if (r->den_to > r->den_from && day_of[days[tests[r->den_from].latest][subject]] <= tests[r->den_from].after) return -1;
  int denominator = ask(r->den_from, r->den_to, subject);
  if (denominator == NO) return -1;
  int numerator = ask(r->num_from, r->num_to, subject);
  return slot + 2 * (YES - numerator) + (YES - denominator);
}

static void add_ones(const Ledger *r, const i32 *slots, double *sums) {
  const uint16_t *pf = days[windows[4 * r->windows]], *cf = days[windows[4 * r->windows + 1]];
  const uint16_t *cu = days[windows[4 * r->windows + 2]], *pu = days[windows[4 * r->windows + 3]];
  for (i32 s = 0; s < subjects; s++) {
    i32 slot = find_slot(r, slots, s);
    if (slot < 0) continue;
    i32 start = place_of[pf[s]], end = place_of[pu[s]];
    if (start >= end) continue;
    i32 certain_start = place_of[cf[s]], certain_end = place_of[cu[s]];
    double *certain = sums + (size_t)2 * slot * stride, *uncertain = certain + stride;
    if (certain_start >= certain_end) { uncertain[start] += 1; uncertain[end] -= 1; continue; }
    certain[certain_start] += 1; certain[certain_end] -= 1;
    if (start < certain_start) { uncertain[start] += 1; uncertain[certain_start] -= 1; }
    if (certain_end < end) { uncertain[certain_end] += 1; uncertain[end] -= 1; }
  }
}

static inline void add_on(Sums *sums, size_t start, size_t end, double low, double high) {
  sums->low[start] += low; sums->low[end] -= low;
  if (sums->high == sums->low) return;
  sums->high[start] += high; sums->high[end] -= high;
}

static void add_weights(const Ledger *r, const i32 *slots, Sums *sums) {
  const uint16_t *pf = days[windows[4 * r->windows]], *cf = days[windows[4 * r->windows + 1]];
  const uint16_t *cu = days[windows[4 * r->windows + 2]], *pu = days[windows[4 * r->windows + 3]];
  const double *low = weights[r->low].data, *high = weights[r->high].data;
  i32 known = weights[r->low].bytes / sizeof(double);
  for (i32 s = 0; s < subjects; s++) {
    i32 slot = find_slot(r, slots, s);
    if (slot < 0) continue;
    i32 start = place_of[pf[s]], end = place_of[pu[s]];
    if (start >= end) continue;
    double lowest = s < known ? low[s] : NAN, highest = s < known ? high[s] : NAN;
    if (isnan(lowest) || highest == INFINITY) {
      sums->unknown[(size_t)slot * stride + start] += 1; sums->unknown[(size_t)slot * stride + end] -= 1;
      continue;
    }
    i32 certain_start = max(place_of[cf[s]], start), certain_end = min(place_of[cu[s]], end);
    size_t certain = (size_t)2 * slot * stride, uncertain = certain + stride;
    if (certain_start >= certain_end) { add_on(sums, uncertain + start, uncertain + end, lowest, highest); continue; }
    add_on(sums, certain + certain_start, certain + certain_end, lowest, highest);
    if (start < certain_start) add_on(sums, uncertain + start, uncertain + certain_start, lowest, highest);
    if (certain_end < end) add_on(sums, uncertain + certain_end, uncertain + end, lowest, highest);
  }
}

static void add_differences(double *target, const double *source, i32 start, i32 end, double factor) {
  double sum = 0;
  for (i32 day = 0; day <= start; day++) sum += source[day];
  target[start] += sum * factor;
  for (i32 day = start + 1; day < end; day++) {
    sum += source[day];
    target[day] += source[day] * factor;
  }
  target[end] -= sum * factor;
}

static void fold(const Fold *f, Sums *all) {
  const Ledger *r = &ledgers[f->ledger];
  const Measure *m = &measures[f->measure];
  Sums *sums = &all[f->ledger];
  double factor = m->is_shared ? operator_part[f->cohort] : 1;
  for (i32 answer = 0; answer < r->slots_of_set; answer++) {
    i32 slot = f->place * r->slots_of_set + answer;
    int dates_denominator = YES - answer % 2, dates_numerator = YES - answer / 2;
    for (i32 k = f->spell_from; k < f->spell_to; k++) {
      i32 start = max(spells[k].from - first, 0), end = min(spells[k].until - first, stride - 1);
      if (start >= end) continue;
      int is_certain = min(spells[k].denominator, dates_denominator) == YES;
      int numerator = min(spells[k].numerator, dates_numerator);
      Tally *target = spells[k].group >= 0 ? &tallies[f->measure][1 + spells[k].group] : &tallies[f->measure][0];
      for (int part = 0; part < 2; part++) {
        size_t from = (size_t)(2 * slot + part) * stride;
        size_t into = (size_t)category_of(part == 0 && is_certain, numerator) * stride;
        add_differences(target->low + into, sums->low + from, start, end, factor);
        if (target->high != target->low) add_differences(target->high + into, sums->high + from, start, end, factor);
      }
      if (sums->unknown) add_differences(target->unknown, sums->unknown + (size_t)slot * stride, start, end, 1);
    }
  }
}

/* --- what is visited one by one --------------------------------------------------------------------------------- */

static void tally_add(Tally *tally, int category, i32 from, i32 until, double low, double high) {
  i32 start = max(from - first, 0), end = min(until - first, stride - 1);
  if (start >= end) return;
  size_t base = (size_t)category * stride;
  tally->low[base + start] += low; tally->low[base + end] -= low;
  if (tally->high == tally->low) return;
  tally->high[base + start] += high; tally->high[base + end] -= high;
}

static void tally_unknown(Tally *tally, i32 from, i32 until) {
  i32 start = max(from - first, 0), end = min(until - first, stride - 1);
  if (start >= end) return;
  tally->unknown[start] += 1; tally->unknown[end] -= 1;
}

typedef struct { i32 site, count, room; i32 *turns; } Stretches;
static Stretches *stretches;
static i32 *touched, touched_count;

static void put(i32 measure, i32 subject, int category, i32 from, i32 until, i32 group) {
  const Measure *m = &measures[measure];
  if (m->is_sites) {
    Stretches *g = &stretches[measure];
    if (g->count + 2 > g->room) {
      g->room *= 2;
      g->turns = realloc(g->turns, g->room * sizeof(i32));
    }
    g->turns[g->count++] = from * 16 + category;
    g->turns[g->count++] = until * 16 + 8 + category;
    return;
  }
  Tally *tally = &tallies[measure][0];
  if (group != -2) { tally_add(group < 0 ? tally : &tallies[measure][1 + group], category, from, until, 1, 1); return; }
  double factor = m->is_shared ? operator_part[cohort_of[subject]] : 1;
  if (m->low < 0) { tally_add(tally, category, from, until, factor, factor); return; }
  i32 known = weights[m->low].bytes / sizeof(double);
  double low = subject < known ? ((double *)weights[m->low].data)[subject] : NAN;
  double high = subject < known ? ((double *)weights[m->high].data)[subject] : NAN;
  if (isnan(low) || high == INFINITY) tally_unknown(tally, from, until);
  else tally_add(tally, category, from, until, low * factor, high * factor);
}

static void add(i32 measure, i32 site, i32 subject, i32 from, i32 until, int denominator, int numerator, i32 group) {
  const Measure *m = &measures[measure];
  const i32 *w = windows + 4 * m->windows;
  i32 possible_from = max(day_of[days[w[0]][subject]], from), possible_until = min(day_of[days[w[3]][subject]], until);
  if (possible_from >= possible_until) return;
  if (m->is_sites) {
    if (site == sites) return;
    if (stretches[measure].site != site) {
      stretches[measure].site = site;
      stretches[measure].count = 0;
      touched[touched_count++] = measure;
    }
  }
  possible_from = max(possible_from, first);
  possible_until = min(possible_until, first + stride - 1);
  if (possible_from >= possible_until) return;
  i32 certain_from = max(day_of[days[w[1]][subject]], possible_from);
  i32 certain_until = min(day_of[days[w[2]][subject]], possible_until);
  int uncertain = category_of(0, numerator);
  if (denominator == YES && certain_from < certain_until) {
    put(measure, subject, category_of(1, numerator), certain_from, certain_until, group);
    if (possible_from < certain_from) put(measure, subject, uncertain, possible_from, certain_from, group);
    if (certain_until < possible_until) put(measure, subject, uncertain, certain_until, possible_until, group);
  } else put(measure, subject, uncertain, possible_from, possible_until, group);
}

static int site_category(const i32 *n) {
  if (n[A] > 0) return A;
  if (n[B] + n[C] > 0) return n[C] + n[D] + n[F] > 0 ? C : B;
  int only_d = n[E] + n[F] == 0, only_e = n[D] + n[F] == 0;
  if (only_d && only_e) return -1;
  return only_d ? D : only_e ? E : F;
}

static void settle(i32 measure) {
  Stretches *g = &stretches[measure];
  i32 *turns = g->turns, count = g->count;
  Tally *tally = &tallies[measure][0];
  if (count == 0) return;
  if (count == 2) { tally_add(tally, turns[0] & 7, turns[0] >> 4, turns[1] >> 4, 1, 1); return; }
  for (i32 index = 1; index < count; index++) {
    i32 turn = turns[index], place = index;
    for (; place > 0 && turns[place - 1] > turn; place--) turns[place] = turns[place - 1];
    turns[place] = turn;
  }
  i32 counts[CATEGORIES] = {0}, pending = -1, pending_from = 0;
  for (i32 turn = 0; turn < count;) {
    i32 day = turns[turn] >> 4;
    for (; turn < count && turns[turn] >> 4 == day; turn++) {
      i32 code = turns[turn] & 15;
      if (code < 8) counts[code]++;
      else counts[code - 8]--;
    }
    int category = site_category(counts);
    if (category == pending) continue;
    if (pending >= 0) tally_add(tally, pending, pending_from, day, 1, 1);
    pending = category;
    pending_from = day;
  }
}

static void visit(void) {
  for (i32 site = 0; site <= sites; site++) {
    for (u32 s = site_start[site]; s < site_start[site + 1]; s++) {
      i32 cohort = cohort_of[s];
      for (i32 k = meeting_start[cohort]; k < meeting_start[cohort + 1]; k++) {
        const Meeting *meeting = &meetings[k];
        const Measure *m = &measures[meeting->measure];
        int denominator = ask(m->den_from, m->den_to, s);
        if (denominator == NO) continue;
        int numerator = ask(m->num_from, m->num_to, s);
        for (i32 p = meeting->spell_from; p < meeting->spell_to; p++)
          add(meeting->measure, site, s, spells[p].from, spells[p].until, min(spells[p].denominator, denominator),
              min(spells[p].numerator, numerator), spells[p].group);
      }
    }
    for (i32 t = 0; t < touched_count; t++) settle(touched[t]);
    touched_count = 0;
  }
}

static void accumulate(Tally *tally) {
  for (int arrays = 0; arrays < (tally->high == tally->low ? 1 : 2); arrays++) {
    double *values = arrays == 0 ? tally->low : tally->high;
    for (int category = 0; category < CATEGORIES; category++)
      for (i32 day = 1; day < stride; day++)
        values[(size_t)category * stride + day] += values[(size_t)category * stride + day - 1];
  }
  for (i32 day = 1; day < stride; day++) tally->unknown[day] += tally->unknown[day - 1];
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 3 || !(input = fopen(argv[1], "rb"))) return 2;
  i32 *header = read_numbers();
  subjects = header[0]; sites = header[1]; first = header[2]; stride = header[3]; measure_count = header[4];
  cohort_count = header[5]; ledger_count = header[6]; day_columns = header[7]; weight_columns = header[8];
  folds = header[9];
  cohort_of = read_block().data;
  site_start = read_block().data;
  operator_part = read_numbers();
  windows = read_numbers();
  Block numbered = read_block();
  day_of = numbered.data;
  day_count = numbered.bytes / sizeof(i32);
  days = malloc(sizeof(uint16_t *) * (day_columns + 1));
  for (i32 k = 0; k < day_columns; k++) days[k] = read_block().data;
  weights = malloc(sizeof(Block) * (weight_columns + 1));
  for (i32 k = 0; k < weight_columns; k++) weights[k] = read_block();
  measures = read_block().data;
  tests = read_block().data;
  spells = read_block().data;
  ledgers = read_block().data;
  slot_of = malloc(sizeof(i32 *) * (ledger_count + 1));
  for (i32 k = 0; k < ledger_count; k++) slot_of[k] = read_numbers();
  fold_rows = read_block().data;
  meeting_start = read_numbers();
  meetings = read_block().data;
  fclose(input);

  double begun = seconds();
  tallies = malloc(sizeof(Tally *) * measure_count);
  stretches = calloc(measure_count, sizeof(Stretches));
  touched = malloc(sizeof(i32) * measure_count);
  for (i32 m = 0; m < measure_count; m++) {
    tallies[m] = malloc(sizeof(Tally) * (1 + measures[m].groups));
    tallies[m][0] = make_tally(is_ranged(measures[m].low, measures[m].high));
    for (i32 g = 0; g < measures[m].groups; g++) tallies[m][1 + g] = make_tally(0);
    stretches[m] = (Stretches){-1, 0, 64, malloc(64 * sizeof(i32))};
  }
  place_of = malloc(sizeof(i32) * (day_count + 1));
  for (i32 k = 0; k < day_count; k++) place_of[k] = min(max(day_of[k] - first, 0), stride - 1);
  Sums *sums = calloc(ledger_count, sizeof(Sums));
  for (i32 k = 0; k < ledger_count; k++) {
    const Ledger *r = &ledgers[k];
    size_t slots = (size_t)r->covered * r->slots_of_set;
    sums[k].low = calloc(slots * 2 * stride, sizeof(double));
    sums[k].high = is_ranged(r->low, r->high) ? calloc(slots * 2 * stride, sizeof(double)) : sums[k].low;
    sums[k].unknown = r->low < 0 ? NULL : calloc(slots * stride, sizeof(double));
    if (r->low < 0) add_ones(r, slot_of[k], sums[k].low);
    else add_weights(r, slot_of[k], &sums[k]);
  }
  double added = seconds();
  for (i32 k = 0; k < folds; k++) fold(&fold_rows[k], sums);
  double folded = seconds();
  visit();
  double visited = seconds();
  for (i32 m = 0; m < measure_count; m++)
    for (i32 g = 0; g <= measures[m].groups; g++) accumulate(&tallies[m][g]);
  double ended = seconds();

  FILE *output = fopen(argv[2], "wb");
  if (!output) return 2;
  for (i32 m = 0; m < measure_count; m++)
    for (i32 g = 0; g <= measures[m].groups; g++) {
      fwrite(tallies[m][g].low, sizeof(double), (size_t)stride * CATEGORIES, output);
      fwrite(tallies[m][g].high, sizeof(double), (size_t)stride * CATEGORIES, output);
      fwrite(tallies[m][g].unknown, sizeof(double), stride, output);
    }
  fclose(output);
  printf("{\"seconds\": %.4f, \"adding\": %.4f, \"folding\": %.4f, \"visiting\": %.4f, \"accumulating\": %.4f}\n",
         ended - begun, added - begun, folded - added, visited - folded, ended - visited);
  return 0;
}
