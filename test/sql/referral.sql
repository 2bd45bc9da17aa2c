SET search_path = public, customer_seg;
-- the rule of thumb 1:25:8:1, and 25 put off by one who is dissatisfied
SELECT * FROM word_of_mouth(1);
SELECT * FROM word_of_mouth(3974, dissatisfied => 412);
SELECT * FROM word_of_mouth(100, 10, influenced => 12, considering => 2.5, buying => 0.4, put_off => 9);
-- exact however many they are
SELECT * FROM word_of_mouth(9223372036854775807, 9223372036854775807, put_off => 1e20);
SELECT * FROM word_of_mouth(0, influenced => 0, considering => 0, buying => 0);
SELECT * FROM word_of_mouth(NULL);
SELECT word_of_mouth(-1);
SELECT word_of_mouth(1, -1);
SELECT word_of_mouth(1, influenced => 'NaN');
SELECT word_of_mouth(1, put_off => 'infinity');
SELECT word_of_mouth(1, buying => -0.5);
SELECT word_of_mouth(1, considering => 26);
SELECT word_of_mouth(1, buying => 9);
-- who brought whom: 1 brought 2 and 3, 2 brought 4; 9 is no customer, but brought 5; 6 and 7 brought each other, 6 also 8;
-- 10 claims to have come by 10
CREATE TABLE people (customer_id int, referred_by bigint, amount numeric(10,2));
INSERT INTO people VALUES (1, NULL, 10), (2, 1, 5), (3, 1, 6.5), (4, 2, 1), (5, 9, 3), (6, 7, 1), (7, 6, 2), (8, 6, NULL), (10, 10, 1), (NULL, 3, 1);
SELECT * FROM referral_chain('people', amount_column => 'amount') ORDER BY customer;
SET client_min_messages = warning;
SELECT * FROM referral_chain('people') WHERE chain > direct ORDER BY customer;
SELECT count(*) FROM referral_chain('people'::regclass);
SELECT count(*) FROM referral_chain(source => 'people');
-- customers of any type
CREATE VIEW named AS SELECT 'no ' || customer_id AS customer, ('no ' || referred_by)::varchar(9) AS by, amount FROM people WHERE customer_id < 6;
SELECT * FROM referral_chain_as(NULL::text, 'named', 'customer', 'by', 'amount') ORDER BY customer;
-- in an activity, and so in loyalty
SELECT customer, referrals(with_referrals(a, direct))
FROM referral_chain('people'), (SELECT activity('2024-01-01', 10::numeric) AS a) x WHERE direct > 0 ORDER BY customer;
-- nobody
CREATE TABLE nothing (LIKE people);
SELECT * FROM referral_chain('nothing');
RESET client_min_messages;
-- errors
INSERT INTO nothing VALUES (7, 1, 1), (7, 2, 1);
SELECT * FROM referral_chain('nothing');
SELECT * FROM referral_chain('no_such_table');
SELECT * FROM referral_chain(NULL::regclass);
SELECT * FROM referral_chain('people', NULL);
SELECT * FROM referral_chain('people', referrer_column => NULL);
SELECT * FROM referral_chain('people', 'customer');
SELECT * FROM referral_chain('people', referrer_column => 'brought_by');
SELECT * FROM referral_chain('people', referrer_column => 'amount');
SELECT * FROM referral_chain('people', 'amount');
SELECT * FROM referral_chain('named', 'customer', 'by');
SELECT * FROM referral_chain('named', 'customer', 'by', 'customer');
SELECT * FROM referral_chain_as(NULL::uuid, 'named', 'customer', 'by');
SELECT * FROM referral_chain_as(NULL::text, 'named', 'customer', 'amount');
SELECT * FROM referral_chain_as(NULL::text, 'named', 'customer', 'by', 'by');
CREATE INDEX people_index ON people (customer_id);
SELECT * FROM referral_chain('people_index'::regclass);
UPDATE nothing SET customer_id = referred_by, amount = 'NaN';
SELECT * FROM referral_chain('nothing', amount_column => 'amount');
DROP TABLE people, nothing CASCADE;
