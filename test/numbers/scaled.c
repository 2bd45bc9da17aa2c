/*
 * scaled.c
 *		Tests of money in few bytes: against decimal arithmetic of their own.
 */
#include "numbers/scaled.h"

#include <string.h>

#include "big.h"

#define ROOM 40

static Big
size_of(Money m)
{
	uint64_t words[3] = {m.lo, m.mid, (uint64_t) m.hi};

	return m.hi >= 0 ? big_of_words(words, 3) : big_subtract(big_times_power(big_of(1), 2, 192), big_of_words(words, 3));
}

/* groups of seven bits, the least first */
static Big
value_of(const uint8_t *bytes, int count)
{
	Big value = big_of(0);

	while (count-- > 0)
		value = big_multiply_add(value, 128, bytes[count] & 0x7f);
	return value;
}

/* as many decimals as are held */
static int
held(int scale)
{
	return scale < MONEY_SCALE ? scale : MONEY_SCALE;
}

/* of so many decimals at most: any of those that fit, or an amount as they are */
static Money
take_money(Input *input, int scale)
{
	Money unit = money_from_units((int128_money) money_power_of_ten(MONEY_SCALE - held(scale)));
	Money m = {0, 0, 0};

	if (take_below(input, 3) > 0)
		return money_from_units((int128_money) ((int64_t) take(input) >> (4 + take_below(input, 56))) *
								(int128_money) money_power_of_ten(MONEY_SCALE - held(scale)));
	for (int bits = (int) take_below(input, 190); bits > 0; bits--)
	{
		Money before = m;

		if (!money_add(&m, &before) || (take_below(input, 2) == 1 && !money_add(&m, &unit)))
			return before;
	}
	return m;
}

static void
check_money(Money m, int scale)
{
	uint8_t bytes[ROOM];
	uint8_t *end = scaled_put(bytes, &m, scale);
	int count = (int) (end - bytes);
	Money back;

	law(count >= 1 && count <= SCALED_MOST_BYTES);
	law(count == 1 || end[-1] != 0);
	law(!(end[-1] & 0x80));
	law(big_equal(big_times_power(value_of(bytes, count), 10, MONEY_SCALE - held(scale)), size_of(m)));
	law(scaled_get(bytes, end, scale, m.hi < 0, &back) == end);
	law(memcmp(&back, &m, sizeof(Money)) == 0);
	for (const uint8_t *cut = bytes; cut < end; cut++)
		law(scaled_get(bytes, cut, scale, false, &back) == NULL);
}

static void
check_varint(uint64_t value)
{
	uint8_t bytes[ROOM];
	uint8_t *end = varint_put(bytes, value);
	uint64_t back;

	law(end - bytes <= VARINT_MOST_BYTES);
	law(big_equal(value_of(bytes, (int) (end - bytes)), big_of(value)));
	law(varint_get(bytes, end, &back) == end && back == value);
	law(varint_get(bytes, end - 1, &back) == NULL);
}

/* What bytes from outside are taken for is written as the same bytes. */
static void
check_bytes(const uint8_t *bytes, size_t size, int scale)
{
	uint8_t again[ROOM];
	uint64_t value;
	Money m;
	const uint8_t *end = scaled_get(bytes, bytes + size, scale, false, &m);

	if (end != NULL)
	{
		law(m.hi >= 0);
		law(scaled_put(again, &m, scale) - again == end - bytes);
		law(memcmp(again, bytes, (size_t) (end - bytes)) == 0);
	}
	end = varint_get(bytes, bytes + size, &value);
	if (end != NULL)
	{
		law(varint_put(again, value) - again == end - bytes);
		law(memcmp(again, bytes, (size_t) (end - bytes)) == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input input = {data, size};
	int scale = (int) take_below(&input, MONEY_SCALE + 3);

	check_money(take_money(&input, scale), scale);
	check_varint(take(&input) >> take_below(&input, 64));
	check_bytes(data, size, scale);
	return 0;
}

static int
bytes_of(int128_money units, int scale)
{
	uint8_t bytes[ROOM];
	Money m = money_from_units(units);

	return (int) (scaled_put(bytes, &m, scale) - bytes);
}

void
examples(void)
{
	const int128_money one = (int128_money) money_power_of_ten(MONEY_SCALE);
	const uint8_t longer[] = {0x80, 0x00};
	const uint8_t endless[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
							   0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};
	uint64_t value;
	Money m;

	ok(bytes_of(0, 2) == 1, "nothing takes a byte");
	ok(bytes_of(one, 2) == 1, "1.00 takes a byte");
	ok(bytes_of(one * 12999 / 100, 2) == 2, "129.99 takes two");
	ok(bytes_of(one * 9999, 2) == 3, "9999.00 takes three");
	ok(bytes_of(one * 9999, 0) == 2, "9999 takes two");
	ok(bytes_of(-one, 2) == 1, "the sign takes none");
	ok(varint_get(longer, longer + 2, &value) == NULL, "a number in more bytes than it needs is none");
	ok(scaled_get(longer, longer + 2, 2, false, &m) == NULL, "nor is such an amount");
	ok(scaled_get(endless, endless + sizeof(endless), 2, false, &m) == NULL, "nor is one that no Money holds");
	ok(scaled_get(longer, longer, 2, false, &m) == NULL, "nor are no bytes");
}
