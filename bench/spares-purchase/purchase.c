/* Purchases in order once more, in C: the hull of each item, then a heap of four children to a place.
 *
 * usage: purchase IN   (items, choices, start[items + 1] of 32 bits; cost, value of 64 bits)
 * Prints the seconds of processor time without reading, and a checksum of the order. */

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct { double worth; uint32_t item; } Entry;

static uint32_t items, count, *start, *corner, *corners, *next;
static double *cost, *value;
static Entry *heap;

static int before(Entry a, Entry b) { return a.worth > b.worth || (a.worth == b.worth && a.item < b.item); }

static void sink(uint32_t at, Entry entry) {
  for (uint32_t child; (child = 4 * at + 1) < count;) {
    uint32_t until = child + 4 < count ? child + 4 : count;
    for (uint32_t other = child + 1; other < until; other++)
      if (before(heap[other], heap[child])) child = other;
    if (before(entry, heap[child])) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = entry;
}

static void build_hulls(void) {
  uint32_t total = 0;
  for (uint32_t item = 0; item < items; item++) {
    uint32_t first = corner[item] = total;
    for (uint32_t c = start[item]; c < start[item + 1]; c++) {
      if (value[c] == -INFINITY || (total > first && value[c] <= value[corners[total - 1]])) continue;
      while (total > first) {
        uint32_t last = corners[total - 1];
        if (cost[c] != cost[last]) {
          if (total - first < 2) break;
          uint32_t other = corners[total - 2];
          if (!((value[last] - value[other]) * (cost[c] - cost[last]) < (value[c] - value[last]) * (cost[last] - cost[other]))) break;
        }
        total--;
      }
      corners[total++] = c;
    }
  }
  corner[items] = total;
}

static double worth(uint32_t item) {
  uint32_t from = corners[next[item] - 1], to = corners[next[item]];
  return (value[to] - value[from]) / (cost[to] - cost[from]);
}

static void *block(FILE *file, size_t size, size_t many) {
  void *data = malloc(size * many + 8);
  if (!data || (file && fread(data, size, many, file) != many)) exit(2);
  return data;
}

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 2;
  uint32_t *head = block(file, 4, 2), choices = head[1], sum = 0;
  items = head[0];
  start = block(file, 4, items + 1);
  cost = block(file, 8, choices);
  value = block(file, 8, choices);
  clock_t begun = clock();
  corner = block(NULL, 4, items + 1);
  corners = block(NULL, 4, choices);
  next = block(NULL, 4, items);
  heap = block(NULL, sizeof(Entry), items);
  uint32_t *order = block(NULL, 4, choices), steps = 0;
  double *costs = block(NULL, 8, choices), *values = block(NULL, 8, choices), spent = 0, worths = 0;
  build_hulls();
  for (uint32_t item = 0; item < items; item++) {
    next[item] = corner[item] + 1;
    if (next[item] < corner[item + 1]) heap[count++] = (Entry){worth(item), item};
  }
  for (uint32_t at = count; at-- > 0;) sink(at, heap[at]);
  while (count > 0) {
    uint32_t item = heap[0].item, from = corners[next[item] - 1], to = corners[next[item]];
    order[steps] = item;
    costs[steps] = spent += cost[to] - cost[from];
    values[steps++] = worths += value[to] - value[from];
    if (++next[item] < corner[item + 1]) sink(0, (Entry){worth(item), item});
    else if (--count > 0) sink(0, heap[count]);
  }
  double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
  for (uint32_t step = 0; step < steps; step++) sum += order[step] * (step + 1);
  printf("{\"seconds\": %.6f, \"checksum\": %u, \"total\": [%.17g, %.17g]}\n", seconds, sum, spent, worths);
  return 0;
}
