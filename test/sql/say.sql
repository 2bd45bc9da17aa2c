SET search_path = public, customer_seg;
\pset null -
-- some encodings of a database have no Chinese, some no Spanish: here only English, and a language of one's own
DELETE FROM playbook WHERE lang IN ('es', 'zh');
INSERT INTO playbook (subject, item, lang, name) VALUES
	('note', 'quality.segment', 'pt', '{segment}: {finding}'), ('note', 'finding.small', 'pt', '{customers}, menos de {least}'), ('note', 'customers.many', 'pt', '{number} clientes'),
	('note', 'structure.tie', 'pt', 'empate: {quadrants}'), ('quadrant', 'bee', 'pt', 'Abelha'), ('note', 'audit.refunds', 'pt', 'reembolsos'), ('note', 'intent.no_contact', 'pt', 'sem contato');
SELECT say('north: 12 customers, fewer than 30', 'pt'), say('tie: bee, mantis', 'pt-BR'), say('refunds', 'pt');
-- without a row in the language it is English; what no function says stays as it is
SELECT say('nobody was asked', 'pt'), say('hello', 'pt'), say(NULL, 'pt');
SELECT rule, next_action FROM explain_intent(NULL, '2025-01-01 00:00+00', lang => 'pt');
SELECT rule, next_action FROM explain_intent((SELECT prospect(timestamptz '2025-01-01 00:00+00', 'refusal')), '2025-01-01 00:00+00');
SELECT say('hello', 'fr');
SELECT rule FROM explain_intent(NULL, '2025-01-01 00:00+00', lang => 'fr');
SELECT rule FROM explain_intent(NULL, '2025-01-01 00:00+00', lang => NULL);
TRUNCATE playbook_own;
