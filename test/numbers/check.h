/*
 * check.h
 *		What the tests of numbers/ share.  Each noun has a file with examples(), and
 *		with a target for libFuzzer, which states laws about what it makes of
 *		its input.
 */
#ifndef CUSTOMER_SEG_CHECK_H
#define CUSTOMER_SEG_CHECK_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern void examples(void);
extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* a line of TAP */
extern void ok(bool passed, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* of an input: where it is broken the program aborts, as libFuzzer wants it */
#define law(holds) ((holds) ? (void) 0 : broken(#holds, __FILE__, __LINE__))
extern void broken(const char *law, const char *file, int line) __attribute__((noreturn));

/* relative to the greater; equal ones are near, be they 0 or infinite */
static inline bool
near(double a, double b, double tolerance)
{
	return a == b || fabs(a - b) <= tolerance * fmax(fabs(a), fabs(b));
}

/* the bytes of an input, taken one number after the other; once used up, all are 0 */
typedef struct Input
{
	const uint8_t *next;
	size_t left;
} Input;

static inline uint64_t
take(Input *input)
{
	uint64_t number = 0;

	for (int i = 0; i < 8 && input->left > 0; i++, input->left--)
		number |= (uint64_t) *input->next++ << (8 * i);
	return number;
}

static inline uint64_t
take_below(Input *input, uint64_t limit)
{
	return take(input) % limit;
}

#endif /* CUSTOMER_SEG_CHECK_H */
