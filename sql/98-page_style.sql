/* page_style: how a page looks, on paper and on a telephone, by day and by night */

CREATE FUNCTION _page_style() RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN translate($css$
:root{color-scheme:light dark;--back:#f4f6f8;--card:#fff;--ink:#1b2027;--soft:#505c69;--line:#d5dce3;--axis:#8a95a1;--accent:#005b8f;
--h0:#f2f5f8;--h1:#deebf5;--h2:#b9d6ea;--h3:#86badb;--h4:#0072b2;--h5:#004d7a;--i3:#1b2027;--i4:#fff}
@media(prefers-color-scheme:dark){:root{--back:#0f1318;--card:#181e25;--ink:#e9edf1;--soft:#a7b2be;--line:#323b45;--axis:#6d7985;--accent:#7cc4f0;
--h0:#1d242c;--h1:#20394d;--h2:#1f4f73;--h3:#1d6296;--h4:#66b3e0;--h5:#b3daf2;--i3:#e9edf1;--i4:#0f1318}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:1120px;margin:0 auto;padding:0 20px}
header{padding-top:32px}
h1{font-size:1.9rem;line-height:1.2;margin:0;letter-spacing:-.01em}
header p{margin:6px 0 0;color:var(--soft)}
h2{font-size:1.25rem;margin:40px 0 14px}
h3{font-size:1.05rem;margin:0}
.tiles{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(165px,1fr));gap:12px;margin:24px 0 0;padding:0}
.tiles li,.told,.first li,figure,.none,.sections,.types{background:var(--card);border:1px solid var(--line);border-radius:10px}
.tiles li{padding:14px;line-height:1.35}
.tiles strong{display:block;white-space:nowrap;font-size:1.4rem;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.wide{grid-column:span 2}span{white-space:nowrap}
small{display:block;color:var(--soft);font-size:.85rem;margin-top:2px}
.told{padding:18px 24px;margin-top:20px}
.told h2{margin:0 0 10px}
.told ul{margin:0;padding-left:1.1em;columns:2;column-gap:40px}
.told li{margin:0 0 8px;break-inside:avoid}
.first{list-style:none;counter-reset:n;display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:12px;margin:0;padding:0}
.first li{counter-increment:n;padding:14px 18px 14px 54px;position:relative}
.first li::before{content:counter(n);position:absolute;left:18px;top:12px;font-size:1.6rem;line-height:1.2;font-weight:700;color:var(--accent)}
.figures{display:grid;grid-template-columns:1fr 1fr;gap:20px}
figure{margin:0;padding:18px 24px;display:flex;flex-direction:column;min-width:0}
figcaption{color:var(--soft);margin:4px 0 14px}
figure>svg{display:block;width:100%;max-width:500px;height:auto;margin:0 auto}figure>details{margin-top:auto;padding-top:14px}
.none{padding:18px 24px;align-self:start;order:1}.none p{margin:4px 0 0;color:var(--soft)}
svg text{fill:var(--ink);font-size:13px}
svg .s{fill:var(--soft);font-size:12px}svg .t,svg .t text,svg .t tspan{font-size:11.5px}svg .b{font-weight:600}svg tspan{font-weight:400}svg tspan.b{font-weight:600}svg .e{text-anchor:end}svg .m{text-anchor:middle}svg .rim{paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
.bee{--c:#e69f00}.dragonfly{--c:#0072b2}.butterfly{--c:#cc79a7}.mantis{--c:#009e73}.grey{--c:#777}
svg .q,svg path.q,svg .dot,svg rect.grey{fill:var(--c)}svg .pale,svg rect.pale{fill:var(--c);fill-opacity:.3;stroke:var(--c)}
svg path{fill:none}
svg .kept{fill:#777}svg .new{fill:#56b4e9}svg .back{fill:#56b4e9;fill-opacity:.25;stroke:#56b4e9}svg .lost{fill:#d55e00}.half{opacity:.5}
.grid{stroke:var(--line)}.zero{stroke:var(--axis)}.whisker{stroke:var(--ink);stroke-width:1.5}
.cut,.same{stroke:var(--ink);stroke-width:1.3;stroke-dasharray:5 4}.same{stroke:var(--axis)}.stock{stroke:var(--accent);stroke-width:2.5;stroke-linejoin:round}
svg path.area{fill:var(--accent);fill-opacity:.1}circle{fill:var(--accent)}
svg .h0 path{fill:var(--h0)}svg .h1 path{fill:var(--h1)}svg .h2 path{fill:var(--h2)}svg .h3 path{fill:var(--h3)}svg .h4 path{fill:var(--h4)}svg .h5 path{fill:var(--h5)}
svg .h3 text{fill:var(--i3)}svg .h4 text,svg .h5 text{fill:var(--i4)}
details{margin-top:14px}
summary{cursor:pointer;color:var(--accent);font-size:.9rem}
.box{overflow-x:auto;container-type:inline-size}
table{border-collapse:collapse;width:100%;margin-top:8px;font-size:.85rem;line-height:1.4;font-variant-numeric:tabular-nums;overflow-wrap:normal}
th,td{padding:4px 8px;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
thead th{color:var(--soft);font-weight:600;white-space:normal;vertical-align:bottom}
th:first-child,tbody th{text-align:left;font-weight:500}
td:first-child{text-align:left}
.sections{padding:6px 24px 14px}
.sections details{border-bottom:1px solid var(--line);margin:0;padding:10px 0}
.sections details:last-child{border:0}
.sections p{margin:6px 0 0;font-size:.9rem;color:var(--soft)}
.sections summary{font-size:1rem;font-weight:600}
.lines tbody th{white-space:normal;font-weight:600}.lines tbody .part{padding-left:26px;font-weight:500}
.lines thead th{width:13%}.lines thead th:first-child{width:auto}
.lines tr:has(+.w) th,.lines tr:has(+.w) td{border-bottom:0}
tr.w td{white-space:normal;text-align:left;color:var(--soft);padding:0}tr.w div{position:sticky;left:0;width:100cqw;padding:0 8px 8px}
.types{padding:18px 24px}
.types dl{margin:0}
.types div{margin-top:14px;font-size:.95rem}
dt{font-weight:600;display:flex;align-items:center;gap:8px}
dd{margin:2px 0 0 30px;color:var(--soft)}dd b{font-weight:600;color:var(--ink)}
.mark{width:22px;height:22px;flex:none;border:1px solid var(--axis);background:linear-gradient(var(--c),var(--c)) right top/50% 50% no-repeat}.mark.dragonfly{background-position:left top}.mark.butterfly{background-position:right bottom}.mark.mantis{background-position:left bottom}
footer{color:var(--soft);font-size:.9rem;padding-bottom:48px}
footer ul{padding-left:1.2em;margin:0}
@container(max-width:600px){table{font-size:.75rem}thead th{font-size:.68rem;hyphens:auto}th,td{padding:4px 2px}tr.w div{padding:0 2px 8px}.lines tbody .part{padding-left:16px}
#rfm_map tbody th,#contacts_due tbody th{white-space:normal}#money_by_period thead th,#leaky_bucket thead th{overflow-wrap:anywhere}
.lines,#types table,#movement table{display:grid;min-width:min-content;grid-template-columns:repeat(4,auto)}:is(.lines,#types table):has(thead th:nth-child(6)){grid-template-columns:repeat(5,auto)}:is(.lines,#types table):has(thead th:nth-child(7)){grid-template-columns:repeat(6,auto)}
:is(.lines,#types table,#movement table) :is(thead,tbody,tr){display:contents}.lines thead th{width:auto}:is(.lines,#types table) thead th:first-child{display:none}
:is(.lines,#types table) tbody th,.w td{grid-column:1/-1}#movement th:nth-child(-n+2){grid-column:span 2;text-align:left}:is(.lines,#types table,#movement table) tr:has(td) th{border:0;padding-bottom:0}}
@media(max-width:820px){.figures{grid-template-columns:minmax(0,1fr)}.told ul{columns:1}}
@media(max-width:480px){header,main,footer{padding-left:10px;padding-right:10px}h1{font-size:1.5rem}figure,.none,.told,.sections,.types{padding-left:12px;padding-right:12px}.tiles{grid-template-columns:1fr 1fr;gap:8px}.tiles li{padding:10px}.tiles strong{font-size:1.25rem}}
@media print{:root{color-scheme:light;--back:#fff;--card:#fff;--ink:#1b2027;--soft:#505c69;--line:#d5dce3;--axis:#8a95a1;--accent:#005b8f;--h0:#f2f5f8;--h1:#deebf5;--h2:#b9d6ea;--h3:#86badb;--h4:#0072b2;--h5:#004d7a;--i3:#1b2027;--i4:#fff}
body{font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}header,main,footer{max-width:none;padding:0}figure,.tiles li,.first li,.types div{break-inside:avoid}h2{break-after:avoid}
figure details{display:none}.sections details::details-content{content-visibility:visible;height:auto;display:block}}
$css$, E'\n', '');
END $$;
COMMENT ON FUNCTION _page_style() IS 'the style of a page: colours by day and by night, sizes for screens, telephones and paper';
