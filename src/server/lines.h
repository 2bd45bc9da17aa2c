/*
 * lines.h
 *		Text for a terminal: how wide it is, in lines that fit.
 *
 * Characters of Chinese and the like take two columns, combining marks none.
 */
#ifndef CUSTOMER_SEG_LINES_H
#define CUSTOMER_SEG_LINES_H

#include "server/compat.h"

extern int display_width(const char *text);
extern char *fit_width(const char *text, int most);

#endif /* CUSTOMER_SEG_LINES_H */
