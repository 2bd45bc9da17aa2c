/* development: has a period brought more of the best customers, or fewer */

CREATE TYPE development_verdict AS ENUM ('growing', 'holding', 'shrinking', 'collapsed', 'too_few');
COMMENT ON TYPE development_verdict IS
'bees by one yardstick in two windows of equal length: a tenth more, or less, and more than chance; between the two; fewer than a tenth of them; or too few to tell';

CREATE FUNCTION development(movement_row[],
							OUT verdict development_verdict, OUT best_then bigint, OUT best_now bigint,
							OUT lost_of_them bigint,
							OUT share_lost double precision, OUT low double precision, OUT high double precision,
							OUT fell bigint, OUT gained bigint, OUT p double precision, OUT note text)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_development'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION development(movement_row[]) IS
'of a movement of quadrants by one yardstick: bees then and now; of those then, who bought nothing since, with the share and its interval (Wilson 1927), and who are of another type; who became bees; exact p of the sign test; the verdict, and what must be known of it';
