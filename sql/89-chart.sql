/* The words of chart() beside those of report_page(), in English, Spanish and Chinese: what each chart shows */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name)
SELECT 'chart', word.item, text.lang,
	   CASE WHEN text.encodings IS NULL THEN text.name
			ELSE pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8') END
FROM (VALUES

('types', 'Bars: share of the customers, with its 95% interval. Diamonds: share of the money.',
 'Barras: porcentaje de los clientes, con su intervalo de confianza del 95 %. Rombos: porcentaje del importe.',
 '条形：客户占比及其95%置信区间。菱形：金额占比。'),
('loyalty_contribution', 'The darker, the more customers have such scores. Dashed: where high begins.',
 'Cuanto más oscuro, más clientes tienen esos puntos. A trazos: donde empieza lo alto.',
 '颜色越深，得分相近的客户越多。虚线：高低的分界。'),
('rfm_map', 'The darker, the more customers. Each square bears the name of its largest group.',
 'Cuanto más oscuro, más clientes. Cada cuadro lleva el nombre de su grupo mayor.',
 '颜色越深，客户越多。每格以其中人数最多的分段命名。'),
('lorenz', 'What the best buyers bring of the money. Dashed: if all brought the same.',
 'Lo que los mejores compradores aportan del importe. A trazos: si todos aportaran lo mismo.',
 '最好的买家带来多少金额。虚线：假如人人相同。'),
('money_by_period', 'Whose money came in. Pale: the period is not over.',
 'De quién fue el importe. Pálido: el período no ha terminado.',
 '金额来自谁。颜色浅：该时期尚未结束。'),
('leaky_bucket', 'Above: customers at the end of the period. Below: gained and lapsed in it; lapsed is who has not bought for more than {days} {days|day|days}. Pale: it is not over.',
 'Arriba: clientes al final del período. Abajo: los ganados y los que se fueron en él; se ha ido quien no ha comprado durante más de {days} {days|día|días}. Pálido: no ha terminado.',
 '上：期末客户数。下：当期获得与流失（超过{days}天未购买算流失）。颜色浅：该时期尚未结束。'),
('cohorts', 'Of those who first bought in the same period, the share who bought again later.',
 'De los que compraron por primera vez en el mismo período, el porcentaje que volvió a comprar después.',
 '同一时期首次购买的客户中，之后再次购买的占比。'),
('movement', 'Of the customers of a type, the share of each type they are now: a row adds up to 100%.',
 'De los clientes de un tipo, el porcentaje que ahora es de cada tipo: una fila suma 100 %.',
 '某类客户现在各属哪一类的占比：每行合计为100%。'),
('contacts_due', 'Contacts that are due, by what is to be done. On the right: money of a year at stake with all whose action it is.',
 'Contactos pendientes, según lo que hay que hacer. A la derecha: importe de un año en juego con todos los de esa acción.',
 '到期的联系，按行动分。右侧：该行动全部客户涉及的年销售额。'),
('no_contact', 'No contact is on record: who is overdue is not known.',
 'No consta ningún contacto: no se sabe quién está atrasado.',
 '没有联系记录：不知道谁已过期。'),
('sampled', 'Counted from one customer in {one_in}, times {one_in}.',
 'Contado con uno de cada {one_in} clientes, multiplicado por {one_in}.',
 '每{one_in}位客户取1位，再乘以{one_in}。'),
('share_of_all', 'Share of the customers',
 'Porcentaje de los clientes',
 '客户占比'),
('segments', 'Segments',
 'Segmentos',
 '分段')

) AS word (item, en, es, zh),
LATERAL (VALUES ('en', word.en, NULL::name[]),
				('es', word.es, '{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'),
				('zh', word.zh, '{UTF8, EUC_CN}')) AS text (lang, name, encodings)
WHERE text.encodings IS NULL OR pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY (text.encodings);
