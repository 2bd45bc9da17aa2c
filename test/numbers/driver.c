/*
 * driver.c
 *		Runs the examples of a noun, then its laws on inputs that a seed makes,
 *		where no libFuzzer is at hand.  SEED repeats a run, INPUTS says how many.
 */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MAX_WORDS 1024

/* splitmix64 */
static uint64_t
draw(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* any number, or one near the ends of a word, small, or of one bit */
static uint64_t
draw_word(uint64_t *state)
{
	switch (draw(state) % 8)
	{
	case 0:
		return draw(state) % 4;
	case 1:
		return ~(draw(state) % 4);
	case 2:
		return UINT64_C(1) << draw(state) % 64;
	case 3:
		return draw(state) >> draw(state) % 64;
	default:
		return draw(state);
	}
}

static void
run_seed(uint64_t seed, long inputs)
{
	uint64_t words[MAX_WORDS];
	uint64_t state = seed;

	for (long input = 0; input < inputs; input++)
	{
		size_t count = 1 + draw(&state) % (draw(&state) % 64 == 0 ? MAX_WORDS : 16);

		for (size_t i = 0; i < count; i++)
			words[i] = draw_word(&state);
		LLVMFuzzerTestOneInput((const uint8_t *) words, count * sizeof(words[0]));
	}
}

static long
setting(const char *name, long otherwise)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0' ? atol(value) : otherwise;
}

int
main(void)
{
	long seed = setting("SEED", (long) (time(NULL) & 0x7fffffff));
	long inputs = setting("INPUTS", 10000);

	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("# SEED=%ld\n", seed);
	examples();
	run_seed((uint64_t) seed, inputs);
	ok(true, "its laws hold for %ld inputs", inputs);
	return 0;
}
