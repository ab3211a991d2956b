"""The dress of the HTML report: for the screen, for narrow screens, and for paper."""

CSS = """
:root{--error:#a8201a;--warning:#7a4d00;--info:#1a5490;--ink:#1c1c1c;--faint:#555;--line:#d3d0ca;--ground:#f5f3ef}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0;background:var(--ground);color:var(--ink);
font:15px/1.55 "Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
header,main,footer{max-width:1500px;margin:0 auto;padding:0 24px}
header{padding-top:28px}
h1{font-size:26px;margin:0 0 4px}
h2{font-size:20px;margin:36px 0 8px;border-top:3px solid var(--ink);padding-top:12px;overflow-wrap:anywhere}
h3{font-size:16px;margin:20px 0 6px}
p{margin:4px 0 10px}
a{color:var(--info)}
a:focus-visible{outline:3px solid var(--info);outline-offset:2px}
.verdict{display:inline-block;padding:1px 12px;border-radius:3px;color:#fff;background:#1c6b34;font-weight:700}
.verdict.bad{background:var(--error)}
.note{color:var(--faint)}
table{border-collapse:collapse;background:#fff;margin:6px 0 14px;max-width:100%}
th,td{border:1px solid var(--line);padding:3px 10px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600;background:#eceae5}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.tables{display:flex;flex-wrap:wrap;gap:0 28px;align-items:flex-start}
.page{display:grid;grid-template-columns:minmax(0,3fr) minmax(320px,2fr);gap:24px;align-items:start;margin:8px 0 30px}
.page.bare{grid-template-columns:minmax(0,1fr)}
.sheet{position:sticky;top:12px;background:#fff;border:1px solid var(--line);line-height:0}
.sheet svg{width:100%;height:auto;max-height:96vh;display:block}
.trim{fill:none;stroke:#00838f;stroke-dasharray:2 1.4}
.bleed{fill:none;stroke:#8a8a8a;stroke-dasharray:.6 1}
.mark .halo{fill:none;stroke:#fff}
.mark .box{fill-opacity:.1}
.mark text{fill:#fff;font-weight:700;text-anchor:middle;font-family:Arial,sans-serif}
.error .box,.error .badge{stroke:var(--error)}.error .badge,.error .box{fill:var(--error)}
.warning .box,.warning .badge{stroke:var(--warning)}.warning .badge,.warning .box{fill:var(--warning)}
.info .box,.info .badge{stroke:var(--info)}.info .badge,.info .box{fill:var(--info)}
.mark:target .box,.mark:hover .box,.mark:focus .box{fill-opacity:.42}
ol.faults{list-style:none;margin:0;padding:0}
ol.faults li{background:#fff;border:1px solid var(--line);border-left:6px solid var(--info);padding:8px 12px;
margin:0 0 8px;overflow-wrap:anywhere}
ol.faults li.error{border-left-color:var(--error)}ol.faults li.warning{border-left-color:var(--warning)}
ol.faults li:target{background:#fff6d6}
.number{display:inline-block;min-width:24px;padding:0 6px;border-radius:12px;color:#fff;text-align:center;
font-weight:700;text-decoration:none;margin-right:6px;background:var(--info)}
.error .number{background:var(--error)}.warning .number{background:var(--warning)}
.severity{font-weight:700;color:var(--info)}.error .severity{color:var(--error)}.warning .severity{color:var(--warning)}
.rule,.place{color:var(--faint);font-size:13px}
.what{margin:3px 0}.do{margin:0 0 3px;color:#2d2d2d}
.do::before{content:"→ "}
[lang=en]{font-size:14px}
nav ul{columns:3 260px;padding-left:18px;margin:4px 0}
footer{padding:24px;color:var(--faint)}
@media(max-width:900px){.page{grid-template-columns:minmax(0,1fr)}.sheet{position:static}}
@media print{
@page{size:A4;margin:14mm 12mm}
body{background:#fff;font-size:9.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
header,main,footer{max-width:none;padding:0}
.page{display:block}.sheet{position:static;margin:0 0 4mm;border:0;break-inside:avoid}
.sheet svg{width:100%;height:auto;max-height:190mm}
h2{break-before:page}h2.first{break-before:auto}h2,h3{break-after:avoid}
table{font-size:8pt}ol.faults li,tr{break-inside:avoid}
a{color:inherit;text-decoration:none}
nav{display:none}
}
"""
