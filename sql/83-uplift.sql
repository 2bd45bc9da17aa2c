/* uplift: what a campaign has brought, by those who were treated beside those held out */

CREATE TYPE uplift_verdict AS ENUM ('works', 'does_harm', 'not_shown', 'too_few');
COMMENT ON TYPE uplift_verdict IS
'what treated and held out say of a campaign: more of the treated answer, fewer do, neither is established or the money surely says the opposite, or there are too few to tell';

CREATE TYPE uplift_row AS (
	class text,
	treated bigint,
	treated_answered bigint,
	treated_share double precision,
	control bigint,
	control_answered bigint,
	control_share double precision,
	difference double precision,
	low double precision,
	high double precision,
	extra_answers double precision,
	treated_amount numeric,
	control_amount numeric,
	treated_a_head numeric,
	control_a_head numeric,
	difference_a_head numeric,
	low_a_head numeric,
	high_a_head numeric,
	extra_amount numeric,
	left_out bigint,
	chi_square double precision,
	df integer,
	p double precision,
	verdict uplift_verdict,
	reason text
);
COMMENT ON TYPE uplift_row IS
'a class, or as the last row "all": customers who were treated and who were held out, how many of each answered, the difference of the shares with its 95 % interval (Newcombe 1998), the answers that it stands for; their money, a head, the difference a head with its 95 % interval (Welch 1947), the money that it stands for; rows left out; of all, whether the differences are alike in the classes; and a verdict with its reason';

CREATE FUNCTION uplift_accum(internal, anyelement, boolean, boolean) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_uplift_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_accum(internal, anyelement, boolean, boolean) IS
'transition function of uplift(class, treated, answered)';

CREATE FUNCTION uplift_accum(internal, anyelement, boolean, boolean, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_uplift_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_accum(internal, anyelement, boolean, boolean, numeric) IS
'transition function of uplift(class, treated, answered, amount)';

CREATE FUNCTION uplift_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_uplift_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_combine(internal, internal) IS 'combine function of uplift';

CREATE FUNCTION uplift_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_uplift_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION uplift_serial(internal) IS 'serialization function of uplift';

CREATE FUNCTION uplift_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_uplift_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION uplift_deserial(bytea, internal) IS 'deserialization function of uplift';

CREATE FUNCTION uplift_final(internal, anyelement, boolean, boolean) RETURNS uplift_row[]
AS 'MODULE_PATHNAME', 'customer_seg_uplift_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_final(internal, anyelement, boolean, boolean) IS
'final function of uplift(class, treated, answered)';

CREATE FUNCTION uplift_final(internal, anyelement, boolean, boolean, numeric) RETURNS uplift_row[]
AS 'MODULE_PATHNAME', 'customer_seg_uplift_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_final(internal, anyelement, boolean, boolean, numeric) IS
'final function of uplift(class, treated, answered, amount)';

CREATE AGGREGATE uplift(class anyelement, treated boolean, answered boolean) (
	SFUNC = uplift_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = uplift_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = uplift_combine,
	SERIALFUNC = uplift_serial, DESERIALFUNC = uplift_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE uplift(anyelement, boolean, boolean) IS
'what a campaign has brought: a row a class, of an enum all in its order, then those without a class, then all; who answered of those treated and of those held out, and the difference; who has NULL for answered did not answer, who has NULL for treated is left out';

CREATE AGGREGATE uplift(class anyelement, treated boolean, answered boolean, amount numeric) (
	SFUNC = uplift_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = uplift_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = uplift_combine,
	SERIALFUNC = uplift_serial, DESERIALFUNC = uplift_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE uplift(anyelement, boolean, boolean, numeric) IS
'the same, with the money that each customer brought';
