/* The playbook: what a period brought. In UTF-8, as the chapters of the languages say. */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action, goal, measure)
SELECT 'development_verdict', item, 'en', name, who, action, goal, measure
FROM (VALUES

('growing', 'Growing',
 'By the same yardstick there are more bees than in the period before, by at least a tenth: more of the best customers were won than lost.',
 'Go on with what was done in this period. Find out where the new bees come from, and put more effort there.',
 'The new bees stay bees.',
 'Bees in the next period, by the same yardstick: as many as now, or more.'),
('holding', 'Holding',
 'By the same yardstick there are about as many bees as in the period before, within a tenth: marketing has kept their number and has not raised it.',
 'Compare how many were lost with how many were won. Where both are large, keep those you have before you win others; where both are small, work on turning dragonflies and butterflies into bees.',
 'More bees than in this period.',
 'Bees in the next period, by the same yardstick: at least a tenth more.'),
('shrinking', 'Shrinking',
 'By the same yardstick there are fewer bees than in the period before, by at least a tenth: marketing has not made up for the best customers who left or buy less.',
 'Find out why they are bees no more: price, product, service, a competitor. Mend that.',
 'Those who are bees now stay.',
 'Share of the bees lost in the next period: smaller than in this one.'),
('collapsed', 'Collapsed',
 'By the same yardstick there are fewer than a tenth as many bees as in the period before: the best customers are gone, and nobody has taken their place.',
 'Check first that the data are complete to the last day. If they are, stop and redraft the strategy: find out what broke, and study those who still buy.',
 'A base of customers who buy again.',
 'Customers with an order in the next period: more than in this one.'),
('too_few', 'Too few to tell',
 'There are too few bees, or too few who became bees or ceased to be, to tell a change from chance.',
 'Draw no conclusion about marketing from their number. Take a longer period, or look at these customers one by one.',
 NULL,
 NULL)

) AS text (item, name, who, action, goal, measure);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action, goal, measure)
SELECT 'development_verdict', text.item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('growing', 'En crecimiento',
 'Con el mismo criterio hay más abejas que en el período anterior, al menos una décima parte más: entre los mejores clientes, los ganados superan a los perdidos.',
 'Seguir con lo que se ha hecho en este período. Averiguar de dónde vienen las nuevas abejas y dedicar más esfuerzo a eso.',
 'Que las nuevas abejas sigan siéndolo.',
 'Abejas en el próximo período, con el mismo criterio: tantas como ahora o más.'),
('holding', 'Estable',
 'Con el mismo criterio hay más o menos tantas abejas como en el período anterior, con menos de una décima parte de diferencia: el marketing ha mantenido su número, pero no lo ha aumentado.',
 'Comparar cuántas se han perdido con cuántas se han ganado. Si son muchas en ambos casos, conservar a los clientes que ya se tienen antes de captar a otros; si son pocas, procurar que libélulas y mariposas se conviertan en abejas.',
 'Más abejas que en este período.',
 'Abejas en el próximo período, con el mismo criterio: al menos una décima parte más.'),
('shrinking', 'En retroceso',
 'Con el mismo criterio hay menos abejas que en el período anterior, al menos una décima parte menos: el marketing no ha compensado a los mejores clientes que se han ido o compran menos.',
 'Averiguar por qué ya no son abejas: precio, producto, servicio, un competidor. Corregirlo.',
 'Que se queden quienes ahora son abejas.',
 'Proporción de abejas perdidas en el próximo período: menor que en este.'),
('collapsed', 'Hundimiento',
 'Con el mismo criterio no queda ni una décima parte de las abejas del período anterior: los mejores clientes se han ido y nadie ha ocupado su lugar.',
 'Comprobar primero que los datos llegan hasta el último día. Si es así, parar y replantear la estrategia: averiguar qué ha fallado y estudiar a quienes todavía compran.',
 'Una cartera de clientes que vuelven a comprar.',
 'Clientes con algún pedido en el próximo período: más que en este.'),
('too_few', 'Demasiado pocas',
 'Hay muy pocas abejas, o muy pocos clientes que hayan pasado a serlo o hayan dejado de serlo, para distinguir un cambio del azar.',
 'No sacar de su número ninguna conclusión sobre el marketing. Tomar un período más largo o examinar a estos clientes uno por uno.',
 NULL,
 NULL)

) AS text (item, name, who, action, goal, measure)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[]);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action, goal, measure)
SELECT 'development_verdict', text.item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('growing', '增长',
 '按同一标准，蜜蜂比上一期至少多一成：赢得的优质客户多于失去的。',
 '继续本期的做法。弄清新的蜜蜂从哪里来，在那里多下功夫。',
 '让新的蜜蜂一直是蜜蜂。',
 '下一期按同一标准计算的蜜蜂数：不少于现在。'),
('holding', '持平',
 '按同一标准，蜜蜂数与上一期大致相当，相差不到一成：营销保住了人数，但没有让它增加。',
 '比较失去了多少、赢得了多少。两者都多，就先留住现有客户，再去争取新客户；两者都少，就着力把蜻蜓和蝴蝶转化为蜜蜂。',
 '蜜蜂比本期更多。',
 '下一期按同一标准计算的蜜蜂数：至少多一成。'),
('shrinking', '萎缩',
 '按同一标准，蜜蜂比上一期至少少一成：优质客户有的离开，有的买得少了，营销没有补上这个缺口。',
 '弄清他们为什么不再是蜜蜂：价格、产品、服务，还是竞争对手。把问题改好。',
 '留住现在的蜜蜂。',
 '下一期失去的蜜蜂所占比例：低于本期。'),
('collapsed', '崩塌',
 '按同一标准，蜜蜂已不足上一期的一成：优质客户走了，也没有人补上来。',
 '先核对数据是否完整到最后一天。如果完整，就停下来重新制定策略：找出问题出在哪里，研究仍在购买的客户。',
 '建立一批会再次购买的客户。',
 '下一期有订单的客户数：多于本期。'),
('too_few', '人数太少',
 '蜜蜂太少，或者成为蜜蜂和不再是蜜蜂的人太少，分不清是变化还是偶然。',
 '不要根据人数对营销下结论。取更长的时期，或者逐个查看这些客户。',
 NULL,
 NULL)

) AS text (item, name, who, action, goal, measure)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);
