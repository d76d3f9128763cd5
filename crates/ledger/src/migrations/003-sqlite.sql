UPDATE entry SET weight = json_extract(data, '$.carriers') * 1048576 + json_extract(data, '$.at_most') WHERE kind = 'claim';
