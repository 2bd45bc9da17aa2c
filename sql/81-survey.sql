/* survey: quadrants from the answers to a questionnaire */

CREATE FUNCTION survey_score(answers double precision[], low double precision, high double precision,
							 weights double precision[] DEFAULT NULL,
							 min_answered integer DEFAULT 1)
RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_survey_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION survey_score(double precision[], double precision, double precision, double precision[], integer) IS
'weighted mean of the answers that are there, 0 where all are low and 100 where all are high; NULL when fewer than min_answered are there';

CREATE FUNCTION survey_quadrant(purchasing_power double precision, intention double precision,
								power_cut double precision DEFAULT 50,
								intention_cut double precision DEFAULT 50)
RETURNS quadrant
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.quadrant(intention, purchasing_power, intention_cut, power_cut);
COMMENT ON FUNCTION survey_quadrant(double precision, double precision, double precision, double precision) IS
'quadrant of two scores: intention stands for loyalty, purchasing power for contribution; at or above the cut is high';

CREATE FUNCTION survey_quadrant(power_answers double precision[], intention_answers double precision[],
								low double precision, high double precision,
								intention_low double precision DEFAULT NULL,
								intention_high double precision DEFAULT NULL,
								power_weights double precision[] DEFAULT NULL,
								intention_weights double precision[] DEFAULT NULL,
								power_cut double precision DEFAULT 50,
								intention_cut double precision DEFAULT 50,
								min_answered integer DEFAULT 1)
RETURNS quadrant
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.quadrant(@extschema@.survey_score(intention_answers, coalesce(intention_low, low),
													 coalesce(intention_high, high), intention_weights, min_answered),
							@extschema@.survey_score(power_answers, low, high, power_weights, min_answered),
							intention_cut, power_cut);
COMMENT ON FUNCTION survey_quadrant(double precision[], double precision[], double precision, double precision,
									double precision, double precision, double precision[], double precision[],
									double precision, double precision, integer) IS
'quadrant of the answers to two sets of questions, each turned into a score; the scale of intention is that of purchasing power unless given';
