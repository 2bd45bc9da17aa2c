/* structure: what the customer base as a whole looks like, with the evidence */

CREATE TYPE structure AS ENUM ('bee_led', 'dragonfly_led', 'butterfly_led', 'mantis_led', 'balanced', 'undetermined');

COMMENT ON TYPE structure IS
'which type of customer leads the base: one of the four, balanced, or undetermined when the evidence does not suffice';

CREATE FUNCTION structure(mix,
						  min_customers bigint DEFAULT 30,
						  evenness double precision DEFAULT 0.2,
						  confidence double precision DEFAULT 0.95)
RETURNS structure
AS 'MODULE_PATHNAME', 'customer_seg_structure'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure(mix, bigint, double precision, double precision) IS
'undetermined below min_customers; balanced when Cohen''s w <= evenness; led by the largest quadrant when an exact binomial test against the runner-up says so at this confidence; else undetermined';

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
						 OUT quadrant quadrant, OUT customers bigint, OUT share double precision,
						 OUT share_low double precision, OUT share_high double precision,
						 OUT structure structure, OUT w double precision,
						 OUT chi_square double precision, OUT p double precision,
						 OUT p_largest double precision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_describe'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION describe(mix, bigint, double precision, double precision) IS
'a row for each quadrant: customers, share with its simultaneous confidence interval (Goodman 1965); and on each row the structure with its evidence: Cohen''s w, chi-square against four equal groups with its p, and p of the largest group against the runner-up';
