SET search_path = public, customer_seg;
CREATE TABLE survey (who text, income int, budget numeric, likely smallint, recommend real);
INSERT INTO survey VALUES ('Ann', 4, 5, 9, 10), ('Ben', 5, 4, 2, 3), ('Cleo', 1, 2, 8, NULL), ('Dan', 2, 1, 1, 0), ('Eve', 3, 3, 5, 5), ('Finn', NULL, NULL, 7, 7);
-- scores from 0 to 100; who did not answer has none
SELECT who, round(survey_score(ARRAY[income, budget], 1, 5, ARRAY[1, 2])::numeric, 6) AS power, survey_score(ARRAY[likely, recommend], 0, 10) AS intention,
	   survey_score(ARRAY[likely, recommend], 0, 10, min_answered => 2) AS both, survey_score(ARRAY[income], 5, 1) AS reversed
FROM survey ORDER BY who;
-- at or above the cut is high
SELECT who, survey_quadrant(survey_score(ARRAY[income, budget], 1, 5), survey_score(ARRAY[likely, recommend], 0, 10)) AS by_scores,
	   survey_quadrant(ARRAY[income, budget], ARRAY[likely, recommend], 1, 5, intention_low => 0, intention_high => 10) AS by_answers,
	   survey_quadrant(ARRAY[income, budget], ARRAY[likely, recommend], 1, 5, 0, 10, power_weights => ARRAY[1, 0], intention_weights => ARRAY[0, 1], power_cut => 51, intention_cut => 30) AS otherwise
FROM survey ORDER BY who;
SELECT mix(survey_quadrant(ARRAY[income, budget], ARRAY[likely, recommend], 1, 5, 0, 10)) FROM survey;
-- the middle is the middle, whatever the weights
SELECT survey_score(ARRAY[3, 3, 3], 1, 5, ARRAY[0.1, 0.2, 0.3]) AS same, survey_score(ARRAY[3, 5], 1, 7) AS mean, survey_score(ARRAY[5, 5], 5, 1) AS low;
SELECT survey_score(NULL, 1, 5) AS no_array, survey_score('{}', 1, 5) AS empty, survey_score('{NULL,NULL}', 1, 5) AS no_answer, survey_score('{NULL,3}', 1, 5, '{1,0}') AS no_weight;
-- errors
SELECT survey_score(ARRAY[3, 99], 1, 5);
SELECT survey_score('{NaN}', 1, 5);
SELECT survey_score(ARRAY[3], 5, 5);
SELECT survey_score(ARRAY[3], 1, 'Infinity');
SELECT survey_score(ARRAY[3, 4], 1, 5, ARRAY[1]);
SELECT survey_score(ARRAY[3, 4], 1, 5, ARRAY[1, -1]);
SELECT survey_score(ARRAY[3, 4], 1, 5, ARRAY[1, NULL]);
SELECT survey_score(ARRAY[3, 4], 1, 5, ARRAY[0, 0]);
SELECT survey_score(ARRAY[[3, 4]], 1, 5);
SELECT survey_score(ARRAY[3, 4], 1, 5, min_answered => 3);
DROP TABLE survey;
