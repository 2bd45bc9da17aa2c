{#- Whole models, by the functions: a row per customer, or a line of the report. What else the function takes may follow by
    name: customer_seg.segment(ref('sales'), customer_column='buyer', since='2025-01-01') -#}

{#- every class of every customer, of plain types -#}
{%- macro classify(relation) -%}
select * from {{ customer_seg.call_function('classify', relation, kwargs) }}
{%- endmacro -%}

{#- type and scores of every customer; the type as text -#}
{%- macro segment(relation) -%}
select customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant::text as quadrant
from {{ customer_seg.call_function('segment', relation, kwargs) }}
{%- endmacro -%}

{#- the same of a model that holds activities, as incremental_activities() makes it -#}
{%- macro segment_activities(relation) -%}
select customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant::text as quadrant
from {{ customer_seg.call_function('segment_activities', relation, kwargs) }}
{%- endmacro -%}

{#- the report, with its keys -#}
{%- macro report(relation) -%}
select * from {{ customer_seg.call_function('report', relation, kwargs) }}
{%- endmacro -%}
