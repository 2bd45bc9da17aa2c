/* structure: what the customer base as a whole looks like, with the evidence */

CREATE TYPE structure AS ENUM ('bee_led', 'dragonfly_led', 'butterfly_led', 'mantis_led', 'balanced', 'undetermined');

COMMENT ON TYPE structure IS
'which type of customer leads the base: one of the four, balanced, or undetermined when the evidence does not suffice';

CREATE FUNCTION structure(mix,
						  min_customers bigint DEFAULT 30,
						  evenness double precision DEFAULT 0.2,
						  confidence double precision DEFAULT 0.95,
						  min_lead double precision DEFAULT 0.02)
RETURNS structure
AS 'MODULE_PATHNAME', 'customer_seg_structure'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure(mix, bigint, double precision, double precision, double precision) IS
'undetermined below min_customers, or when all are alike on an axis; balanced when Cohen''s w <= evenness; led by the largest quadrant when its share is more than min_lead above the runner-up''s and an exact binomial test says so at this confidence; else undetermined, for a tie';

CREATE FUNCTION structure_reason(mix,
								 min_customers bigint DEFAULT 30,
								 evenness double precision DEFAULT 0.2,
								 confidence double precision DEFAULT 0.95,
								 min_lead double precision DEFAULT 0.02)
RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_structure_reason'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure_reason(mix, bigint, double precision, double precision, double precision) IS
'why structure() is undetermined: too_few; all_alike: and the axes, loyalty, contribution; tie: and the quadrants; NULL when it is determined';

CREATE FUNCTION structure_final(mix) RETURNS structure
AS 'MODULE_PATHNAME', 'customer_seg_structure'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure_final(mix) IS 'final function of structure(quadrant)';

CREATE AGGREGATE structure(quadrant) (
	SFUNC = mix_accum, STYPE = mix,
	INITCOND = '{"bee": 0, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}',
	FINALFUNC = structure_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = mix_add,
	MSFUNC = mix_accum, MINVFUNC = mix_discard, MSTYPE = mix,
	MFINALFUNC = structure_final, MFINALFUNC_MODIFY = READ_ONLY,
	MINITCOND = '{"bee": 0, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE structure(quadrant) IS
'structure of a customer base at the default limits: structure(mix(quadrant))';

CREATE FUNCTION describe(mix,
						 min_customers bigint DEFAULT 30,
						 evenness double precision DEFAULT 0.2,
						 confidence double precision DEFAULT 0.95,
						 min_lead double precision DEFAULT 0.02,
						 OUT quadrant quadrant, OUT customers bigint, OUT share double precision,
						 OUT share_low double precision, OUT share_high double precision,
						 OUT structure structure, OUT w double precision,
						 OUT chi_square double precision, OUT p double precision,
						 OUT p_largest double precision, OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_describe'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION describe(mix, bigint, double precision, double precision, double precision) IS
'a row for each quadrant: customers, share with its simultaneous confidence interval (Goodman 1965); and on each row the structure with its evidence: Cohen''s w, chi-square against four equal groups with its p, p of the largest group against the runner-up, and why it is undetermined';
