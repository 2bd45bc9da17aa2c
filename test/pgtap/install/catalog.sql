-- catalog: how the extension's objects stand in the catalog
BEGIN;
\ir ../helpers.psql
SELECT plan(17);

CREATE TEMP VIEW member AS
SELECT classid, objid, pg_describe_object(classid, objid, 0) AS name
-- array types and the row types of tables are members from 17 on
FROM pg_depend WHERE NOT EXISTS (SELECT FROM pg_type LEFT JOIN pg_class c ON c.oid = typrelid
								 WHERE pg_type.oid = objid AND (typelem <> 0 AND typsubscript = 'array_subscript_handler'::regproc OR relkind <> 'c'))
	AND refclassid = 'pg_extension'::regclass AND deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'customer_seg');
CREATE TEMP VIEW routine AS
SELECT p.*, name FROM member JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid;

-- members and their parts: the rule of a view, the constraints of a table
CREATE TEMP VIEW part AS
WITH RECURSIVE part(classid, objid) AS (
	SELECT 'pg_extension'::regclass::oid, oid FROM pg_extension WHERE extname = 'customer_seg'
	UNION
	SELECT d.classid, d.objid FROM part p JOIN pg_depend d ON d.refclassid = p.classid AND d.refobjid = p.objid AND deptype IN ('e', 'i', 'a')
)
SELECT * FROM part WHERE classid <> 'pg_extension'::regclass;
-- what is written out as a tree: bodies, views, constraints, defaults of columns and of arguments
CREATE TEMP VIEW tree AS
SELECT p.classid, p.objid, t.tree FROM part p, LATERAL (
	SELECT prosqlbody::text FROM pg_proc WHERE p.classid = 'pg_proc'::regclass AND oid = objid
	UNION ALL SELECT proargdefaults::text FROM pg_proc WHERE p.classid = 'pg_proc'::regclass AND oid = objid
	UNION ALL SELECT ev_action::text FROM pg_rewrite WHERE p.classid = 'pg_rewrite'::regclass AND oid = objid
	UNION ALL SELECT adbin::text FROM pg_attrdef WHERE p.classid = 'pg_attrdef'::regclass AND oid = objid
	UNION ALL SELECT conbin::text FROM pg_constraint WHERE p.classid = 'pg_constraint'::regclass AND oid = objid) t(tree)
WHERE t.tree IS NOT NULL;
CREATE TEMP VIEW used AS
SELECT t.classid, t.objid, CASE WHEN m[1] ~ 'opno' THEN 'pg_operator'::regclass WHEN m[1] ~ 'type' THEN 'pg_type'::regclass ELSE 'pg_proc'::regclass END AS refclassid, m[2]::oid AS refobjid
FROM tree t, regexp_matches(t.tree, ':(funcid|opno|opfuncid|hashfuncid|negfuncid|aggfnoid|winfnoid|consttype|resulttype|funcresulttype|opresulttype|aggtype|wintype|array_typeid|element_typeid) (\d+)', 'g') m
WHERE m[2] <> '0'
UNION SELECT p.classid, p.objid, d.refclassid, d.refobjid FROM part p JOIN pg_depend d USING (classid, objid)
WHERE refclassid NOT IN ('pg_extension'::regclass, 'pg_namespace'::regclass);

SELECT cmp_ok(count(*), '>', 100::bigint, 'there are members to look at') FROM member;
SELECT cmp_ok(count(DISTINCT objid), '>', 10::bigint, 'and bodies, with what they call') FROM tree;
SELECT is_empty(query, about) FROM (VALUES
	('every object has a comment', $$SELECT name FROM member WHERE obj_description(objid, classid::regclass::name) IS NULL AND classid <> 'pg_namespace'::regclass$$),
	('every function says whether it is parallel safe', $$SELECT name FROM routine WHERE proparallel = 'u' AND proname NOT IN ('_claim_schema', 'create_segmentation', 'refresh_segmentation', 'refresh_segmentations', '_fail_segmentation', 'drop_segmentation', '_make_segmentation_view', '_remake_segmentation_view', '_drop_segmentation_view', '_locked_segmentation', '_fill_segmentation', '_log_segmentation', '_log_changes', '_register_segmentation', '_own_dashboard', '_make_dashboard_base', '_make_dashboard_views', '_make_dashboard_schema', '_let_read_dashboard', 'create_dashboard_views', '_refresh_dashboard_view', 'refresh_dashboard_views', 'drop_dashboard_views',
		'track', 'untrack', 'track_segments', 'untrack_segments', '_create_yardstick', '_take_segments', '_view_segments', '_measure_segments', 'fold', '_fold', '_watch', '_unwatch', '_create_summary', '_fit_view', '_make_room', '_give_summary', '_hold_parents', '_own_table', '_follow_segmentation', '_drop_segments', 'write_journal')$$),
	('no function is SECURITY DEFINER', $$SELECT name FROM routine WHERE prosecdef$$),
	('C symbols carry the extension''s prefix', $$SELECT name, prosrc FROM routine WHERE prolang = (SELECT oid FROM pg_language WHERE lanname = 'c') AND prosrc !~ '^customer_seg_'$$),
	('no function sets settings, but one that floats keep their digits in jsonb, those that run DDL what names mean, and of these those that fill a view, or write or read customers, attributes or times as text, or say nothing twice', $$SELECT name FROM routine JOIN pg_language l ON prolang = l.oid
		WHERE lanname <> 'plpgsql' AND proconfig IS NOT NULL AND (proname NOT IN ('_report_facts', '_chart_facts') OR proconfig <> '{extra_float_digits=1}')
			OR lanname = 'plpgsql' AND (proconfig[1] IS DISTINCT FROM 'search_path=pg_catalog, pg_temp'
				OR cardinality(proconfig) > 1 AND proname NOT IN ('_fill_segmentation', '_log_changes', '_segmentation_movement', '_measure_segmentation', '_dashboard_attributes', 'create_dashboard_views', '_refresh_dashboard_view'))$$),
	('all is C, an aggregate, plpgsql that pins it, or SQL that no search_path can change', $$SELECT name FROM routine r JOIN pg_language l ON prolang = l.oid WHERE lanname NOT IN ('c', 'plpgsql') AND prokind <> 'a' AND prosqlbody IS NULL$$),
	('every aggregate can be combined', $$SELECT name FROM routine r JOIN pg_aggregate a ON r.oid = aggfnoid WHERE aggcombinefn = 0
										  OR aggtranstype = 'internal'::regtype AND (aggserialfn = 0 OR aggdeserialfn = 0)$$),
	('final functions leave the state alone', $$SELECT name FROM routine r JOIN pg_aggregate a ON r.oid = aggfnoid WHERE aggfinalfn <> 0 AND aggfinalmodify <> 'r'$$),
	('only what reads a table or the state of the server is not immutable', $$SELECT name FROM routine WHERE provolatile <> 'i'
		AND proname NOT IN ('segment', 'segment_as', 'segment_support', 'classify', 'classify_as', 'classify_support', 'segment_activities', 'segment_activities_as', 'segment_activities_support', 'segment_progress', '_segment_unnamed', '_portrait',
			'histories', 'histories_as', 'histories_support', '_histories_unnamed', '_histories_sample', '_past', 'lapse_check',
			'types_at', 'types_at_as', 'validate',
			'audit',
			'referral_chain', 'referral_chain_as',
			'play', 'label', 'strategy', 'message', 'say', 'playbook_edit', '_playbook_own_default', 'explain_intent',
			'profile',
			'next_contact', 'contact_due', 'contact_log', 'contact_log_as', 'contact_list', 'contact_list_as', 'campaign_list', 'campaign_list_as',
			'next_action', '_next_action', 'next_actions', 'next_actions_as',
			'chart', '_chart', '_chart_cohorts', '_chart_contacts_due', '_chart_corners', '_chart_facts', '_chart_leaky_bucket', '_chart_lorenz', '_chart_loyalty_contribution', '_chart_money_by_period', '_chart_movement', '_chart_name', '_chart_notes', '_chart_rfm_map', '_chart_special', '_chart_type', '_chart_types', '_chart_words',
			'report_page', '_box', '_said_number', '_said_share', '_number', '_share', '_axis_title', '_svg_axis', '_svg_square', '_svg_periods', '_svg_key', '_svg', '_draw_types', '_draw_loyalty_contribution', '_draw_movement', '_draw_money_by_period', '_draw_leaky_bucket', '_draw_cohorts', '_draw_rfm_map', '_draw_lorenz', '_draw_contacts_due', '_page_words', '_page_figure', '_page_figures', '_page_tile', '_page_tiles', '_signed_share', '_page_lines', '_page_sections', '_page_types', '_page_notes', '_page_name', '_page',
			'report', 'report_text', '_report_facts', '_report_values', '_report_sentences', '_report_classes', '_report_wholes', '_report_lines', '_figure', '_figure_by', '_figure_marks', '_percent', '_percent_by', '_percent_sign', '_percent_change', '_tied', '_evidence',
			'segmentation', 'create_segmentation', 'refresh_segmentation', 'refresh_segmentations', '_fail_segmentation', 'drop_segmentation', 'watch', '_qualified_name', '_kept_segmentation', '_found_source', '_found_segmentation', '_segmentation_of',
			'_segmentation_owner', '_check_superuser_reads', '_schema_of_segmentation', '_shows_segmentation', '_refuse_segmentation', '_own_segmentation', '_check_successor', '_keep_segmentation',
			'_segmentation_customer', '_base_type', '_collate', '_segmentation_movement', '_changed_customer_type', '_make_segmentation_view', '_remake_segmentation_view', '_drop_segmentation_view',
			'_locked_segmentation', '_follow_segmentation', '_measure_segmentation', '_types_of_segmentation', '_fill_segmentation', '_log_segmentation', '_log_changes',
			'_new_segmentation', '_check_new_source', '_register_segmentation',
			'_dashboard_report', '_dashboard_figures', '_dashboard_source', '_dashboard_facts', '_dashboard_attributes', '_dashboard_base', '_dashboard_parts', '_own_dashboard', '_acts_for', '_check_dashboard_attributes', '_equality_of', '_make_dashboard_base', '_make_dashboard_views', '_make_dashboard_schema', '_let_read_dashboard', '_check_dashboard_source', '_dashboard_source_query', '_dashboard_customer', 'create_dashboard_views', '_refresh_dashboard_view', 'refresh_dashboard_views', 'drop_dashboard_views',
			'_check_trackable', '_counting', '_create_summary', '_equality', '_fit_view', '_fold', '_give_summary', '_hidden_from_owner', '_hold_parents', '_journal_columns', '_make_room', '_own_table', '_tracked_tables', '_tracked_with', '_unwatch', '_unwatched', '_watch', 'fold', 'track', 'track_segments', 'untrack', 'untrack_segments', '_create_yardstick', '_take_segments', '_view_segments', '_measure_segments', '_measured_by', '_keeps_segments', '_segments', '_segments_view', '_touched', '_tracked_activities', '_check_idle', '_check_owner', '_logging', '_unwatched_tables', '_drop_segments', 'write_journal',
			'_check_schema', '_claim_schema')$$),
	('nothing is bound to what is neither the server''s nor the extension''s own', $$SELECT DISTINCT pg_describe_object(classid, objid, 0), pg_describe_object(refclassid, refobjid, 0) FROM used
		WHERE refobjid >= 16384 AND (refclassid, refobjid) NOT IN (SELECT classid, objid FROM part)$$),
	('all is a superuser''s', $$SELECT name, owner::regrole FROM member JOIN (SELECT 'pg_proc'::regclass, oid, proowner FROM pg_proc UNION ALL SELECT 'pg_operator'::regclass, oid, oprowner FROM pg_operator
		UNION ALL SELECT 'pg_type'::regclass, oid, typowner FROM pg_type UNION ALL SELECT 'pg_class'::regclass, oid, relowner FROM pg_class UNION ALL SELECT 'pg_opclass'::regclass, oid, opcowner FROM pg_opclass
		UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfowner FROM pg_opfamily) o(classid, objid, owner) USING (classid, objid) WHERE NOT (SELECT rolsuper FROM pg_roles r WHERE r.oid = owner)$$),
	('operator classes are valid', $$SELECT opcname FROM pg_opclass o JOIN member ON classid = 'pg_opclass'::regclass AND objid = o.oid WHERE NOT amvalidate(o.oid)$$),
	('operators have what the planner needs', $$SELECT name FROM member JOIN pg_operator o ON classid = 'pg_operator'::regclass AND objid = o.oid
		WHERE oprcom = 0 OR oprname <> '+' AND (oprnegate = 0 OR oprrest = 0 OR oprjoin = 0) OR oprname = '=' AND NOT (oprcanhash AND oprcanmerge)$$),
	('types can be sent and received', $$SELECT name FROM member JOIN pg_type t ON classid = 'pg_type'::regclass AND objid = t.oid WHERE typsend = 0 OR typreceive = 0$$)) v(about, query);
SELECT is(array_agg(proname::text ORDER BY proname::text COLLATE "C"), '{_acts_for,_axis_title,_base_type,_box,_changed_customer_type,_chart,_chart_cohorts,_chart_contacts_due,_chart_corners,_chart_cut,_chart_facts,_chart_heat,_chart_kind,_chart_leaky_bucket,_chart_lorenz,_chart_loyalty_contribution,_chart_money_by_period,_chart_movement,_chart_name,_chart_notes,_chart_picture,_chart_rfm_map,_chart_special,_chart_tip,_chart_type,_chart_types,_chart_why,_chart_words,_check_dashboard_attributes,_check_dashboard_source,_check_idle,_check_new_source,_check_owner,_check_schema,_check_successor,_check_superuser_reads,_check_trackable,_check_watch,_claim_schema,_collate,_columns_that_count,_compared_windows,_counting,_create_summary,_create_yardstick,_dashboard_attributes,_dashboard_base,_dashboard_column,_dashboard_customer,_dashboard_facts,_dashboard_figures,_dashboard_parts,_dashboard_report,_dashboard_source,_dashboard_source_query,_dashboard_view,_day,_day_before,_draw_cohorts,_draw_contacts_due,_draw_leaky_bucket,_draw_lorenz,_draw_loyalty_contribution,_draw_money_by_period,_draw_movement,_draw_rfm_map,_draw_types,_drop_segmentation_view,_drop_segments,_equality,_equality_of,_evidence,_fail_segmentation,_figure,_figure_by,_figure_marks,_fill,_fill_segmentation,_fit_view,_fold,_follow_segmentation,_foresight,_found_segmentation,_found_source,_give_summary,_hidden_from_owner,_histories_sample,_histories_unnamed,_hold_parents,_html,_journal_columns,_judgements,_judging,_keep_segmentation,_keeps_segments,_kept_segmentation,_kept_view,_lapse_days,_let_read_dashboard,_locked_segmentation,_log_changes,_log_segmentation,_logged_time,_logging,_make_dashboard_base,_make_dashboard_schema,_make_dashboard_views,_make_room,_make_segmentation_view,_measure_segmentation,_measure_segments,_measured_by,_new_segmentation,_next_action,_nice_step,_number,_of_buyers,_own_dashboard,_own_segmentation,_own_table,_pad,_page,_page_figure,_page_figures,_page_lines,_page_name,_page_notes,_page_sections,_page_style,_page_tile,_page_tiles,_page_types,_page_words,_past,_percent,_percent_by,_percent_change,_percent_sign,_period,_picture,_picture_cohorts,_picture_contacts_due,_picture_leaky_bucket,_picture_lorenz,_picture_loyalty_contribution,_picture_meta,_picture_money_by_period,_picture_movement,_picture_rfm_map,_picture_rows,_picture_types,_pictures,_playbook_own_default,_portrait,_qualified_name,_refresh_dashboard_view,_refuse_segmentation,_register_segmentation,_remake_segmentation_view,_report_classes,_report_facts,_report_lines,_report_row,_report_sentences,_report_values,_report_wholes,_said_number,_said_share,_scale_of,_schema_of_segmentation,_scrolled,_segment_unnamed,_segmentation_customer,_segmentation_movement,_segmentation_name,_segmentation_of,_segmentation_owner,_segments,_segments_view,_share,_shown_periods,_shown_periods_accum,_shown_periods_final,_shown_units,_shows_segmentation,_signed_share,_svg,_svg_axis,_svg_key,_svg_periods,_svg_square,_take_segments,_tied,_touched,_tracked_activities,_tracked_tables,_tracked_with,_types_of_segmentation,_unwatch,_unwatched,_unwatched_tables,_validation_span,_view_segments,_watch,_why_no_past,_wrap,_xml,_xy}', 'what is not for users says so in its name') FROM routine WHERE proname ~ '^_';

SELECT * FROM finish();
ROLLBACK;
