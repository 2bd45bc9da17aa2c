/*
 * report_page: report() with pictures, as a page that needs nothing beside itself.  Whatever is not written here goes through
 * _xml(): words of the playbook too, which are anybody's who may edit it.
 */

CREATE FUNCTION _page_words(lang text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT jsonb_object_agg(item, @extschema@.label('page', item, _page_words.lang)) FROM @extschema@.playbook AS p WHERE p.subject = 'page' AND p.lang = 'en')
		   || jsonb_build_object('lang', lang, 'marks', @extschema@._figure_marks(lang), 'percent', @extschema@._percent_sign(lang));
END $$;
COMMENT ON FUNCTION _page_words(text) IS 'the words of a page, the marks of numbers and the language itself, by their keys';

CREATE FUNCTION _scrolled(listed text) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN listed OPERATOR(pg_catalog.~) '[0-9.,]{16}' THEN ' tabindex="0"' ELSE '' END;
COMMENT ON FUNCTION _scrolled(text) IS 'for a box whose table has numbers that are too long for a telephone: it can be scrolled by the keyboard, too';

CREATE FUNCTION _page_figure(kind text, height numeric, said text, drawn text, heads text[], listed text, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('<figure id="%s"><h3>%s</h3><figcaption>%s</figcaption>%s<details><summary>%s</summary><div class="box"%s><table><thead><tr>%s<tbody>%s</table></div></details></figure>',
				  kind, @extschema@._xml(w ->> kind), @extschema@._html(said), @extschema@._svg(kind, height, w ->> kind, said, drawn), @extschema@._xml(w ->> 'numbers'), @extschema@._scrolled(listed),
				  (SELECT string_agg(format('<th>%s', @extschema@._html(w ->> head)), '' ORDER BY i) FROM unnest(heads) WITH ORDINALITY AS u (head, i)), listed);
END $$;
COMMENT ON FUNCTION _page_figure(text, numeric, text, text, text[], text, jsonb) IS 'a picture with its title, the sentence that says what one sees, and the table of its numbers';

CREATE FUNCTION _page_figures(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kind text;
	why text;
	page text := '';
BEGIN
	FOREACH kind IN ARRAY '{types,loyalty_contribution,movement,money_by_period,leaky_bucket,cohorts,contacts_due,rfm_map,lorenz}'::text[] LOOP
		why := CASE WHEN coalesce(jsonb_array_length(pictures #> ARRAY[kind, 'rows']), 0) = 0 THEN coalesce(w ->> ('why_' || (pictures #>> ARRAY[kind, 'why'])), w ->> 'why_unknown')
					WHEN kind = 'lorenz' AND (pictures #>> '{lorenz,gini}')::numeric = 0 THEN w ->> 'why_alike' END;
		page := page || CASE WHEN why IS NOT NULL THEN format('<section id="%s" class="none"><h3>%s</h3><p>%s</p></section>', kind, @extschema@._xml(w ->> kind), @extschema@._html(why))
							 ELSE CASE kind WHEN 'types' THEN @extschema@._draw_types(pictures, w)
											WHEN 'loyalty_contribution' THEN @extschema@._draw_loyalty_contribution(pictures, w)
											WHEN 'movement' THEN @extschema@._draw_movement(pictures, w)
											WHEN 'contacts_due' THEN @extschema@._draw_contacts_due(pictures, w)
											WHEN 'money_by_period' THEN @extschema@._draw_money_by_period(pictures, w)
											WHEN 'leaky_bucket' THEN @extschema@._draw_leaky_bucket(pictures, w)
											WHEN 'cohorts' THEN @extschema@._draw_cohorts(pictures, w)
											WHEN 'lorenz' THEN @extschema@._draw_lorenz(pictures, w)
											WHEN 'rfm_map' THEN @extschema@._draw_rfm_map(pictures, w) END END;
	END LOOP;
	RETURN page;
END $$;
COMMENT ON FUNCTION _page_figures(jsonb, jsonb) IS 'all pictures, or why there is nothing to show';

CREATE FUNCTION _page_tile(number text, said text, more text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN pg_catalog.format('<li%s><strong>%s</strong> %s%s', CASE WHEN pg_catalog.length(number) OPERATOR(pg_catalog.>) 10 OR more OPERATOR(pg_catalog.~) '[0-9.,]{16}' THEN ' class="wide"' END,
						 @extschema@._xml(number), @extschema@._html(said), '<small>' OPERATOR(pg_catalog.||) @extschema@._html(more) OPERATOR(pg_catalog.||) '</small>');
COMMENT ON FUNCTION _page_tile(text, text, text) IS 'a number in large type, what it is, and what else there is to say';

CREATE FUNCTION _page_tiles(facts jsonb, pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	f record;
	buyers text;
BEGIN
	SELECT r.*, (SELECT sum(c.customers) FROM jsonb_to_recordset(facts -> 'counts') AS c (subject text, item text, customers numeric)
				 WHERE c.subject = 'life_stage' AND c.item IN ('new', 'active', 'overdue')) AS current,
		   (SELECT sum(c.at_stake) FROM jsonb_to_recordset(facts -> 'counts') AS c (subject text, at_stake numeric) WHERE c.subject = 'action') AS at_stake,
		   b.customers AS bees, b.share_of_amount AS bees_bring
	INTO f
	FROM jsonb_to_record(facts) AS r (customers numeric, buyers numeric, amount numeric, money_now numeric, money_before numeric, lapse_after integer, compared boolean, customers_for_share numeric,
									  gini numeric, first_order timestamptz, last_order timestamptz, period_since text, period_until text)
		 LEFT JOIN jsonb_to_recordset(pictures #> '{types,rows}') AS b (quadrant text, customers numeric, share_of_amount numeric) ON b.quadrant = 'bee';
	buyers := @extschema@._fill(w ->> CASE WHEN f.lapse_after IS NOT NULL AND NOT f.compared THEN 'tile_current' ELSE 'tile_buyers' END,
								jsonb_build_object('number', @extschema@._said_number(CASE WHEN f.lapse_after IS NOT NULL AND NOT f.compared THEN f.current ELSE f.buyers END, w)));
	RETURN concat(@extschema@._page_tile(@extschema@._said_number(f.customers, w), @extschema@._fill(w ->> 'tile_customers', jsonb_build_object('number', @extschema@._said_number(f.customers, w))), buyers),
				  CASE WHEN f.buyers > 0 THEN
					   @extschema@._page_tile(@extschema@._said_number(f.amount, w), w ->> 'tile_money',
							@extschema@._fill(w ->> 'tile_period', jsonb_build_object('since', @extschema@._day(f.first_order), 'until', @extschema@._day(f.last_order)))) END,
				  CASE WHEN f.money_now > 0 AND f.money_before > 0 THEN
					   @extschema@._page_tile(@extschema@._signed_share((f.money_now / f.money_before - 1), w), w ->> 'tile_change',
							@extschema@._fill(w ->> 'tile_of_period', jsonb_build_object('since', f.period_since, 'until', f.period_until, 'money', @extschema@._said_number(f.money_now, w)))) END,
				  CASE WHEN f.bees > 0 AND f.bees_bring IS NOT NULL THEN
					   @extschema@._page_tile(@extschema@._said_number(f.bees, w), @extschema@._fill(w ->> 'tile_bees', jsonb_build_object('number', @extschema@._said_number(f.bees, w))),
							@extschema@._fill(w ->> 'tile_of_money', jsonb_build_object('share', @extschema@._said_share(f.bees_bring, w)))) END,
				  CASE WHEN f.customers_for_share < f.buyers / 2 THEN
					   @extschema@._page_tile(@extschema@._said_share((f.customers_for_share / f.buyers), w), @extschema@._fill(w ->> 'tile_few', jsonb_build_object('most', @extschema@._said_share(0.8, w))),
							@extschema@._fill(w ->> 'tile_gini', jsonb_build_object('gini', @extschema@._said_number(round(f.gini, 2), w)))) END,
				  CASE WHEN f.at_stake > 0 THEN
					   @extschema@._page_tile(@extschema@._said_number(f.at_stake, w), w ->> 'tile_at_stake', w ->> 'tile_of_actions') END);
END $$;
COMMENT ON FUNCTION _page_tiles(jsonb, jsonb, jsonb) IS 'the key figures of a base, those that there are';

CREATE FUNCTION _day(at timestamptz) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.to_jsonb((at AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[];
COMMENT ON FUNCTION _day(timestamptz) IS 'a day of UTC as in ISO 8601';

CREATE FUNCTION _signed_share(share numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN CASE WHEN share OPERATOR(pg_catalog.>) 0.0 THEN '+' ELSE '' END OPERATOR(pg_catalog.||) @extschema@._said_share(share, w);
COMMENT ON FUNCTION _signed_share(numeric, jsonb) IS 'a change in per cent, with both its signs, for a sentence';

CREATE FUNCTION _page_lines(facts jsonb, lang text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT jsonb_agg(to_jsonb(l) || jsonb_build_object('share', l.share::numeric, 'share_of_amount', l.share_of_amount::numeric, 'statistic', l.statistic::numeric, 'change', l.change::numeric))
			FROM @extschema@._report_lines(facts, lang) AS l);
END $$;
COMMENT ON FUNCTION _page_lines(jsonb, text) IS 'the rows of report(), with all digits whatever the settings';

CREATE FUNCTION _page_sections(lines jsonb, compared boolean, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT string_agg(format('<details%s><summary>%s</summary>%s<div class="box"%s><table class="lines"><thead><tr><th>%s<tbody>%s</table></div></details>',
									 CASE WHEN section_key IN ('action', 'quadrant') THEN ' open' END, @extschema@._html(title),
									 CASE WHEN to_do THEN '<p>' || @extschema@._html((@extschema@.play('report', section_key, w ->> 'lang')).who) END, @extschema@._scrolled(listed),
									 (SELECT string_agg('<th>' || @extschema@._html(w ->> head), '' ORDER BY i) FROM unnest(heads) WITH ORDINALITY AS u (head, i)), listed), '' ORDER BY first)
			FROM (SELECT l.section_key, to_do, heads, min(l.i) AS first,
						 CASE WHEN l.section_key IN ('value_group', 'pareto_class', 'concentration', 'rfm_segment', 'rfm_group', 'customer_term')
							  THEN @extschema@._fill(@extschema@.label('column', 'of_buyers', w ->> 'lang'), jsonb_build_object('section', min(l.section))) ELSE min(l.section) END AS title,
						 string_agg(format('<tr><th%s>%s%s%s', CASE WHEN l.item_key ~ '^(lapsed|prospect)_' THEN ' class="part"' END, -- of the type above it
										   @extschema@._html(CASE l.item_key WHEN 'gini' THEN @extschema@._fill(w ->> 'tile_gini', jsonb_build_object('gini', @extschema@._number(round(l.statistic, 2), w))) ELSE l.item END),
										   (SELECT string_agg('<td>' || coalesce(CASE head WHEN 'customers' THEN @extschema@._number(l.customers, w) WHEN 'share' THEN @extschema@._share(l.share, w)
																				   WHEN 'amount' THEN @extschema@._number(l.amount, w) WHEN 'share_of_amount' THEN @extschema@._share(l.share_of_amount, w)
																				   WHEN 'at_stake' THEN @extschema@._number(l.statistic, w) ELSE @extschema@._xml(@extschema@._signed_share(l.change, w)) END, ''), '' ORDER BY i)
											FROM unnest(CASE WHEN l.item_key = 'gini' THEN '{}' ELSE heads END) WITH ORDINALITY AS u (head, i)),
										   CASE WHEN said <> '' THEN format('<tr class="w"><td colspan="%s"><div>%s</div>', cardinality(heads) + 1, said) END), ''
									ORDER BY CASE WHEN to_do THEN l.statistic END DESC NULLS LAST, l.i) AS listed
				  FROM ROWS FROM (jsonb_to_recordset(lines) AS (section text, item text, customers numeric, share numeric, amount numeric, share_of_amount numeric, evidence text, what_to_do text,
																section_key text, item_key text, statistic numeric, before numeric, change numeric))
					   WITH ORDINALITY AS l (section, item, customers, share, amount, share_of_amount, evidence, what_to_do, section_key, item_key, statistic, before, change, i),
					   LATERAL (SELECT l.section_key IN ('action', 'due_today', 'overdue')) AS d (to_do),
					   LATERAL (SELECT '{customers,share,amount,share_of_amount}'::text[] || CASE WHEN to_do THEN '{at_stake}'::text[] END
																						|| CASE WHEN compared OR l.section_key = 'development' THEN '{change}'::text[] END) AS h (heads),
					   LATERAL (SELECT concat_ws(' ', @extschema@._html(CASE WHEN NOT to_do THEN regexp_replace(l.evidence COLLATE "C", '([[:alnum:]])$', '\1.') END), -- of what is to be done it is what is at stake
												 CASE WHEN l.section_key IN ('value_group', 'pareto_class', 'rfm_segment', 'rfm_group', 'market_position', 'customer_term') THEN NULL -- seen another way: what to do with each of them has been said
													  WHEN l.section_key IN ('due_today', 'overdue') AND l.item_key <> 'no_contact' THEN '<q>' || @extschema@._html(l.what_to_do) || '</q>'
													  ELSE @extschema@._html(l.what_to_do) END)) AS t (said)
				  WHERE l.section_key <> 'summary' AND (l.customers IS NULL OR l.customers > 0 OR l.before > 0)
				  GROUP BY l.section_key, to_do, heads) AS s);
END $$;
COMMENT ON FUNCTION _page_sections(jsonb, boolean, jsonb) IS 'the lines of report() in a table for each section';

CREATE FUNCTION _page_types(w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT string_agg(format('<div><dt><i class="mark %s"></i>%s</dt><dd><b>%s</b> %s</dd></div>',
									 t.item, @extschema@._xml((t.play).name), @extschema@._html(w ->> t.item), @extschema@._html((t.play).who)), '' ORDER BY t.i)
			FROM (SELECT u.*, @extschema@.play('quadrant', u.item, w ->> 'lang') AS play FROM unnest('{bee,dragonfly,butterfly,mantis}'::text[]) WITH ORDINALITY AS u (item, i)) AS t);
END $$;
COMMENT ON FUNCTION _page_types(jsonb) IS 'what the four types are';

CREATE FUNCTION _page_notes(facts jsonb, pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT string_agg('<li>' || @extschema@._html(note), '' ORDER BY i)
			FROM (SELECT 1, @extschema@._fill(w ->> 'note_sample', jsonb_build_object('one_in', @extschema@._said_number(max((p.picture ->> 'one_in')::numeric), w),
																					'pictures', string_agg(w ->> p.kind, ', ' ORDER BY p.kind COLLATE "C")))
				  FROM jsonb_each(pictures) AS p (kind, picture) WHERE (p.picture ->> 'one_in')::numeric > 1 HAVING count(*) > 0
				  UNION ALL SELECT 2, w ->> 'note_unfinished' WHERE jsonb_path_exists(pictures, '$.*.rows[*] ? (@.complete == false)')
				  UNION ALL SELECT 3, @extschema@._fill(w ->> 'note_counts', jsonb_build_object('picture', w ->> 'leaky_bucket')) WHERE jsonb_array_length(pictures #> '{leaky_bucket,rows}') > 0 AND facts ->> 'money_before' IS NOT NULL
				  UNION ALL SELECT 4, CASE WHEN (facts -> 'judges_marketing')::boolean THEN w ->> 'note_yardstick_given' ELSE w ->> 'note_yardstick' END
				  UNION ALL SELECT 5, w ->> 'note_lapse' WHERE facts ->> 'lapse_after' IS NULL AND (facts ->> 'buyers')::bigint > 0 AND NOT (facts -> 'compared')::boolean
				  UNION ALL SELECT 6, w ->> 'note_calendar') AS n (i, note) WHERE note IS NOT NULL);
END $$;
COMMENT ON FUNCTION _page_notes(jsonb, jsonb, jsonb) IS 'what to bear in mind when one reads a page';

CREATE FUNCTION _page_name(source regclass) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT CASE WHEN n.nspname IN ('public') OR n.oid = pg_my_temp_schema() THEN '' ELSE n.nspname || '.' END || c.relname
			FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = source);
END $$;
COMMENT ON FUNCTION _page_name(regclass) IS 'the name of a table or view for people: without quotes, and without the schema that goes without saying';

CREATE FUNCTION _page(source regclass, facts jsonb, pictures jsonb, lines jsonb, lang text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	w jsonb := @extschema@._page_words(lang);
	title text := @extschema@._fill(w ->> 'title', jsonb_build_object('source', @extschema@._page_name(source)));
	base text;
	first text;
	told text;
BEGIN
	SELECT string_agg(@extschema@._html(part), ' &#183; ' ORDER BY i) INTO base
	FROM jsonb_to_record(facts) AS f (as_of_day text, first_order timestamptz, last_order timestamptz, without_customer numeric, without_time numeric, amount_left_out numeric),
		 LATERAL (VALUES (1, CASE WHEN as_of_day IS NOT NULL THEN @extschema@._fill(w ->> 'as_of', jsonb_build_object('day', as_of_day)) END),
						 (2, CASE WHEN first_order IS NOT NULL THEN @extschema@._fill(w ->> 'since', jsonb_build_object('first', @extschema@._day(first_order), 'last', @extschema@._day(last_order))) END),
						 (3, CASE WHEN without_customer + without_time > 0 THEN
								  @extschema@._fill(w ->> 'left_out', jsonb_build_object('rows', @extschema@._said_number(without_customer + without_time, w),
																						  'money', @extschema@._said_number(amount_left_out, w))) END)) AS v (i, part);
	SELECT string_agg('<li>' || @extschema@._html(regexp_replace(l.what_to_do COLLATE "C", '^[0-9]+[^ [:alnum:]]? ?', '')), '' ORDER BY i) FILTER (WHERE l.item_key LIKE 'action%'),
		   string_agg('<li>' || @extschema@._html(l.what_to_do), '' ORDER BY i) FILTER (WHERE l.item_key NOT LIKE 'action%')
	INTO first, told
	FROM ROWS FROM (jsonb_to_recordset(lines) AS (section_key text, item_key text, what_to_do text)) WITH ORDINALITY AS l (section_key, item_key, what_to_do, i) WHERE l.section_key = 'summary';
	RETURN concat(format('<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8">'
						 '<meta http-equiv="Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''">'
						 '<meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title><style>%s</style></head><body>',
						 @extschema@._xml(lang), @extschema@._xml(title), @extschema@._page_style()),
				  format('<header><h1>%s</h1>%s</header><main><ul class="tiles">%s</ul>', @extschema@._xml(title), '<p>' || base || '</p>', @extschema@._page_tiles(facts, pictures, w)),
				  format('<section class="told"><h2>%s</h2><ul>%s</ul></section>', @extschema@._xml(w ->> 'told'), told),
				  CASE WHEN first IS NOT NULL THEN format('<h2>%s</h2><ol class="first">%s</ol>', @extschema@._xml(w ->> 'first'), first) END,
				  format('<h2>%s</h2><div class="figures">%s<section class="types"><h3>%s</h3><dl>%s</dl></section></div>', @extschema@._xml(w ->> 'pictures'), @extschema@._page_figures(pictures, w),
						 @extschema@._xml(w ->> 'legend'), @extschema@._page_types(w)),
				  format('<h2>%s</h2><section class="sections">%s</section></main>', @extschema@._xml(w ->> 'lines'), @extschema@._page_sections(lines, (facts -> 'compared')::boolean, w)),
				  format('<footer><h2>%s</h2><ul>%s</ul></footer></body></html>', @extschema@._xml(w ->> 'notes'), @extschema@._page_notes(facts, pictures, w)));
END $$;
COMMENT ON FUNCTION _page(regclass, jsonb, jsonb, jsonb, text) IS 'report_page(), from the facts, the numbers of the pictures and the lines of the report';

CREATE FUNCTION report_page(source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							yardstick yardstick DEFAULT NULL,
							lang text DEFAULT 'en',
							compare_with date DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000
BEGIN ATOMIC
	WITH known AS MATERIALIZED (
		SELECT @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
										 coalesce(since, (kept).since), coalesce(as_of, (kept).as_of), coalesce(yardstick, (kept).yardstick),
										 coalesce(report_page.lang, 'en'), compare_with, coalesce(lapse_after, (kept).lapse_after), pictures => true) AS facts
		FROM (SELECT (SELECT s FROM @extschema@._segmentation_of(source) AS s)) AS named (kept)
	)
	SELECT @extschema@._page(source, k.facts, @extschema@._pictures(k.facts),
							 @extschema@._page_lines(k.facts, coalesce(report_page.lang, 'en')), coalesce(report_page.lang, 'en'))
	FROM known AS k;
END;
COMMENT ON FUNCTION report_page(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'report() with pictures, as an HTML page that needs nothing beside itself: no script, no address from elsewhere; to be saved, mailed, printed';
