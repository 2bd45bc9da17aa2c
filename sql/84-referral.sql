/* referral: who brought whom, and what word of mouth is worth */

CREATE TYPE word_of_mouth AS (
	reached numeric,
	considering numeric,
	buying numeric,
	put_off numeric,
	balance numeric
);
COMMENT ON TYPE word_of_mouth IS
'people who hear good of a business, who of them consider buying and who buy; people put off; reached less put off';

CREATE FUNCTION word_of_mouth(loyal bigint,
							  dissatisfied bigint DEFAULT 0,
							  influenced double precision DEFAULT 25,
							  considering double precision DEFAULT 8,
							  buying double precision DEFAULT 1,
							  put_off double precision DEFAULT 25)
RETURNS word_of_mouth
AS 'MODULE_PATHNAME', 'customer_seg_word_of_mouth'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION word_of_mouth(bigint, bigint, double precision, double precision, double precision, double precision) IS
'people that so many loyal and dissatisfied customers reach, by the rule of thumb 1:25:8:1 unless other factors are given';

-- restricted: the source may be a temporary table, which no worker can read
CREATE FUNCTION referral_chain(source regclass,
							   customer_column name DEFAULT 'customer_id',
							   referrer_column name DEFAULT 'referred_by',
							   amount_column name DEFAULT NULL)
RETURNS TABLE (customer bigint, referrer bigint, direct bigint, direct_amount numeric,
			   chain bigint, chain_amount numeric, depth integer)
AS 'MODULE_PATHNAME', 'customer_seg_referral_chain'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100000;
COMMENT ON FUNCTION referral_chain(regclass, name, name, name) IS
'one row per customer and per referrer: who brought them, how many they brought, how many came down their chain, and the money of these';

CREATE FUNCTION referral_chain_as(customer_type anyelement,
								  source regclass,
								  customer_column name DEFAULT 'customer_id',
								  referrer_column name DEFAULT 'referred_by',
								  amount_column name DEFAULT NULL)
RETURNS TABLE (customer anyelement, referrer anyelement, direct bigint, direct_amount numeric,
			   chain bigint, chain_amount numeric, depth integer)
AS 'MODULE_PATHNAME', 'customer_seg_referral_chain_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100000;
COMMENT ON FUNCTION referral_chain_as(anyelement, regclass, name, name, name) IS
'referral_chain() for customers of any hashable type: referral_chain_as(NULL::uuid, ''customers'')';
