UPDATE entry SET weight = (data::json ->> 'carriers')::bigint * 1048576 + (data::json ->> 'at_most')::bigint WHERE kind = 'claim';
