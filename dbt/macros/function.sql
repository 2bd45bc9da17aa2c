{#- A call of a function of the extension that reads a relation by its name. The name is looked up when the query runs
    (text::regclass), so that no view depends on a table that dbt replaces, and drops with CASCADE. Arguments are literals;
    {'sql': '...'} is taken as it stands. -#}
{%- macro call_function(name, relation, arguments) -%}
{%- if relation.is_cte -%}
  {{- exceptions.raise_compiler_error(name ~ '() reads a relation by its name, and an ephemeral model has none: take segment_by_group(), or materialize ' ~ relation) -}}
{%- endif -%}
{{- '(select * from ' if relation.limit == 0 -}} {#- of --empty: the columns, and nothing is read -#}
{{ customer_seg.extension_schema() }}.{{ name }}({{ customer_seg.sql_literal(relation.render()) }}::text::regclass
{%- for argument, value in arguments.items() if value is not none -%}
  , {{ argument }} => {{ customer_seg.sql_literal(value) }}
{%- endfor -%}
)
{{- ' limit 0) as nothing' if relation.limit == 0 -}}
{%- endmacro -%}

{%- macro sql_literal(value) -%}
{%- if value is mapping -%}
{{ value['sql'] }}
{%- else -%}
'{{ value | string | replace("'", "''") }}'
{%- endif -%}
{%- endmacro -%}

{%- macro extension_schema() -%}
{{ var('customer_seg_schema', 'customer_seg') }}
{%- endmacro -%}
