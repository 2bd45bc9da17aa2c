{#- The GROUP BY forms: plain SQL over the rows of any relation, ephemeral models and those of --empty too. -#}

{#- the aggregate over the columns that there are -#}
{%- macro activity(time_column, amount_column, potential_column=none, profit_column=none) -%}
{{ customer_seg.extension_schema() }}.activity({{ time_column }}, {{ amount_column }}
{%- if potential_column or profit_column %}, {{ potential_column or 'null' }}{% endif -%}
{%- if profit_column %}, {{ profit_column }}{% endif -%}
)
{%- endmacro -%}

{#- what segment() says, as a query: of many customers, scores are off by up to 0.025 points -#}
{%- macro segment_by_group(relation, customer_column='customer_id', time_column='sold_at', amount_column='amount',
                           potential_column=none, profit_column=none) -%}
{%- set s = customer_seg.extension_schema() -%}
with sold as (
    select {{ customer_column }} as customer,
        {{ customer_seg.activity(time_column, amount_column, potential_column, profit_column) }} as activity,
        {{ s }}.last_contact({{ s }}.activity({{ time_column }}, null::numeric)) as last_row
    from {{ relation }}
    where {{ time_column }} is not null
    group by 1
), fitted as materialized (
    select {{ s }}.yardstick(activity, (select max(last_row) + interval '1 microsecond' from sold)) as yardstick
    from sold
    where customer is not null
)
select customer, {{ s }}.orders(activity) as orders, {{ s }}.amount(activity) as amount,
    {{ s }}.first_order(activity) as first_order, {{ s }}.last_order(activity) as last_order,
    {{ s }}.loyalty(activity, yardstick) as loyalty, {{ s }}.contribution(activity, yardstick) as contribution,
    {{ s }}.quadrant(activity, yardstick)::text as quadrant
from sold, fitted
where customer is not null
{%- endmacro -%}

{#- An incremental model (unique_key='customer'): a row per customer, what they did. A run reads the rows loaded since the
    last one, by loaded_column, and merges them into the customers that they are of; each row is read once. -#}
{%- macro incremental_activities(relation, loaded_column, customer_column='customer_id', time_column='sold_at', amount_column='amount',
                                 potential_column=none, profit_column=none) -%}
{%- set s = customer_seg.extension_schema() -%}
with news as (
    select {{ customer_column }} as customer,
        {{ customer_seg.activity(time_column, amount_column, potential_column, profit_column) }} as activity,
        max({{ loaded_column }}) as loaded_until
    from {{ relation }}
    where {{ customer_column }} is not null and {{ time_column }} is not null
    {%- if is_incremental() %}
        and ({{ loaded_column }} > (select max(loaded_until) from {{ this }}) or not exists (select from {{ this }}))
    {%- endif %}
    group by 1
)
{%- if is_incremental() %}
select customer, {{ s }}.rollup(activity) as activity, max(loaded_until) as loaded_until
from (select * from news
      union all
      select customer, activity, loaded_until from {{ this }} where customer in (select customer from news)) as parts
group by 1
{%- else %}
select customer, activity, loaded_until from news
{%- endif -%}
{%- endmacro -%}
