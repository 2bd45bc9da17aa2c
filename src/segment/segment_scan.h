/*
 * segment_scan.h
 *		segment() in FROM, as a plan node of its own.
 */
#ifndef CUSTOMER_SEG_SEGMENT_SCAN_H
#define CUSTOMER_SEG_SEGMENT_SCAN_H

extern void segment_scan_install(void);

#endif /* CUSTOMER_SEG_SEGMENT_SCAN_H */
