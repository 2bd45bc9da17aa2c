/* segment_quality: is a segmentation any good? */

CREATE TYPE segment_verdict AS ENUM ('passed', 'failed', 'unknown', 'undetermined');

COMMENT ON TYPE segment_verdict IS 'whether a criterion of segment_quality is met: passed, failed, or undetermined where the numbers do not say, which versions before 0.3 called unknown';

CREATE FUNCTION segment_quality(breakdown_row[],
								min_customers bigint DEFAULT 30,
								min_share_of_amount double precision DEFAULT 0.05,
								min_classified double precision DEFAULT 0.9,
								min_reachable double precision DEFAULT 0.5,
								min_effect double precision DEFAULT 0.1,
								confidence double precision DEFAULT 0.95,
								control breakdown_row[] DEFAULT NULL,
								OUT criterion text, OUT segment text, OUT customers bigint,
								OUT value double precision, OUT low double precision, OUT high double precision,
								OUT required double precision,
								OUT chi_square double precision, OUT p double precision,
								OUT verdict segment_verdict, OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_segment_quality'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION segment_quality(breakdown_row[], bigint, double precision, double precision, double precision, double precision, double precision, breakdown_row[]) IS
'judges a segmentation by four criteria: measurable, substantial, reachable, responsive; a row for each as a whole (segment NULL) and for each segment, with the numbers, a verdict and its reason; responsive by the lift of the best segment against all, with a control group by what the offer adds';
