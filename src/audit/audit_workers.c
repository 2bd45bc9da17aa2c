/*
 * audit_workers.c
 *		An audit by several processes: each judges the rows that it reads, and
 *		leaves to the leader what it has found.
 */
#include "audit/audit.h"

#include "catalog/pg_proc.h"
#include "source/parallel_scan.h"
#include "storage/spin.h"
#include "utils/lsyscache.h"

typedef struct SharedAudit
{
	slock_t lock;
	Findings findings;
	dsa_pointer parts; /* a list of AuditParts */
} SharedAudit;

/* what a process leaves */
typedef struct AuditPart
{
	FingerprintsPart prints;
	dsa_pointer next;
	int64 days;
	Day day[FLEXIBLE_ARRAY_MEMBER];
} AuditPart;

/* what the readers share comes behind */
static void *
shared_sales(void *shared)
{
	return (char *) shared + CACHELINEALIGN(sizeof(SharedAudit));
}

static Size
shared_audit_size(const RowReceiver *receiver)
{
	const RowReceiver *sales = &((const Audit *) receiver)->reader.pub;

	return add_size(CACHELINEALIGN(sizeof(SharedAudit)), sales->kind->shared_size(sales));
}

static void
share_audit(RowReceiver *receiver, void *shared, const SharedWork *work)
{
	Audit *audit = (Audit *) receiver;

	SpinLockInit(&((SharedAudit *) shared)->lock);
	fingerprints_share(&audit->prints, work->area, work->files, work->process);
	audit->reader.pub.kind->share(&audit->reader.pub, shared_sales(shared), work);
}

static void
attach_audit(RowReceiver *receiver, Selection *selection, void *shared, const SharedWork *work)
{
	Audit *audit = (Audit *) receiver;

	audit->context = CurrentMemoryContext;
	audit->source = *selection;
	audit_begin(audit);
	row_receiver_begin(receiver, audit_kind_for(audit), audit->context, NULL);
	fingerprints_share(&audit->prints, work->area, work->files, work->process);
	sales_reader_attach(&audit->reader, &audit->source, shared_sales(shared), work);
}

/* this process' days and fingerprints */
static dsa_pointer
leave_part(Audit *audit)
{
	int64 days = calendar_days(&audit->calendar);
	dsa_area *area = audit->prints.region.area;
	dsa_pointer reference = dsa_allocate_extended(area, add_size(offsetof(AuditPart, day), mul_size(days, sizeof(Day))),
												  DSA_ALLOC_HUGE);
	AuditPart *part = dsa_get_address(area, reference);

	part->days = days;
	calendar_list(&audit->calendar, part->day);
	fingerprints_leave(&audit->prints, &part->prints);
	return reference;
}

static void
detach_audit(RowReceiver *receiver, void *shared)
{
	Audit *audit = (Audit *) receiver;
	SharedAudit *all = shared;
	dsa_pointer reference = leave_part(audit);
	AuditPart *part = dsa_get_address(audit->prints.region.area, reference);
	bool fits;

	audit->reader.pub.kind->detach(&audit->reader.pub, shared_sales(shared));
	SpinLockAcquire(&all->lock);
	part->next = all->parts;
	all->parts = reference;
	fits = findings_add(&all->findings, &audit->findings);
	SpinLockRelease(&all->lock);
	if (!fits)
		elog(ERROR, "sum of amounts does not fit");
}

static void
gather_audit(RowReceiver *receiver, void *shared, int processes)
{
	Audit *audit = (Audit *) receiver;
	SharedAudit *all = shared;
	dsa_pointer reference = all->parts;

	audit->findings = all->findings;
	calendar_create(&audit->calendar, audit->context);
	while (DsaPointerIsValid(reference))
	{
		AuditPart *part = dsa_get_address(audit->prints.region.area, reference);

		calendar_add(&audit->calendar, part->day, part->days);
		fingerprints_take(&audit->prints, &part->prints);
		reference = part->next;
	}
	audit->reader.pub.kind->gather(&audit->reader.pub, shared_sales(shared), processes);
}

static void
restart_audit(RowReceiver *receiver)
{
	Audit *audit = (Audit *) receiver;

	fingerprints_free(&audit->prints);
	audit_begin(audit);
	audit->reader.pub.kind->restart(&audit->reader.pub);
}

static void
receive_audited(RowReceiver *receiver, const Datum *values, const bool *nulls)
{
	audit_put_row((Audit *) receiver, values, nulls);
}

static const RowReceiverKind alone_kind = {.put = receive_audited};

static const RowReceiverKind together_kind = {
	.put = receive_audited,
	.worker = "customer_seg_audit_worker",
	.size = sizeof(Audit),
	.shared_size = shared_audit_size,
	.share = share_audit,
	.attach = attach_audit,
	.detach = detach_audit,
	.gather = gather_audit,
	.restart = restart_audit,
};

extern PGDLLEXPORT void customer_seg_audit_worker(dsm_segment *segment, shm_toc *toc);

void
customer_seg_audit_worker(dsm_segment *segment, shm_toc *toc)
{
	(void) segment;
	parallel_scan_work(toc, &together_kind);
}

/* Workers print customers as examples, which some types may only do in the leader. */
const RowReceiverKind *
audit_kind_for(const Audit *audit)
{
	return func_parallel(audit->out[COLUMN_CUSTOMER].fn_oid) == PROPARALLEL_SAFE ? &together_kind : &alone_kind;
}
