//! What a page says about itself in JSON-LD, read leniently: half of the broken blocks still hold their date.

use serde_json::Value;

use crate::{
    Candidate, Place,
    limits::{Cut, MAX_JSON_BYTES, MAX_JSON_OBJECTS},
};

/// Reads the scripts of one page into candidates, those of the best-fitting article first.
///
/// `title` is the folded title of the page by other sources: of several articles, the one of that name is meant.
pub fn candidates(scripts: &[String], title: Option<&str>, cuts: &mut Vec<Cut>) -> Vec<Candidate> {
    let mut objects: Vec<Value> = Vec::new();
    let mut loose = Vec::new();
    let mut bytes = 0;
    for script in scripts {
        bytes += script.len();
        if bytes > MAX_JSON_BYTES {
            cuts.push(Cut::new("json-ld bytes", MAX_JSON_BYTES, bytes as u64));
            break;
        }
        match parse(script) {
            Some(value) => flatten(value, &mut objects, cuts),
            None => loose.extend(scan(script)),
        }
    }
    let mut articles: Vec<(i32, usize)> = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        let rank = rank(object);
        if rank > 0 {
            let names = [text(&object["headline"]), text(&object["name"])];
            let like = title.map_or(0.0, |t| {
                names
                    .iter()
                    .flatten()
                    .map(|n| crate::html::likeness::overlap(&crate::lexicon::line::fold(n), t))
                    .fold(0.0, f32::max)
            });
            articles.push((rank + (like * 10.0) as i32, at));
        }
    }
    articles.sort_by_key(|(rank, at)| (-rank, *at));
    let mut found = Vec::new();
    // Another article's facts would be wrong facts: only the best one speaks, and the page object that it stands on.
    for (_, at) in articles
        .iter()
        .take(1)
        .chain(articles.iter().skip(1).filter(|(_, at)| is_type(&objects[*at], "WebPage")).take(1))
    {
        article(&objects[*at], &objects, &mut found);
    }
    for object in &objects {
        if ["NewsMediaOrganization", "WebSite"].iter().any(|t| is_type(object, t)) {
            push(&mut found, "outlet", &object["name"], "WebSite.name");
        }
    }
    found.extend(loose);
    found
}

fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let script = script.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    // Raw line ends in strings and commas before closing brackets are the usual faults.
    let mut clean = String::with_capacity(script.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in script.chars() {
        match c {
            '"' if !escaped => in_string = !in_string,
            c if in_string && c.is_control() => {
                clean.push(' ');
                escaped = false;
                continue;
            }
            '}' | ']' if !in_string && clean.trim_end().ends_with(',') => {
                let end = clean.trim_end().len() - 1;
                clean.truncate(end);
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        clean.push(c);
    }
    serde_json::from_str(&clean).ok()
}

/// Takes objects out of lists, `@graph` and `mainEntity`.
fn flatten(value: Value, objects: &mut Vec<Value>, cuts: &mut Vec<Cut>) {
    let mut stack = vec![value];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(list) => stack.extend(list.into_iter().rev()),
            Value::Object(mut map) => {
                if objects.len() >= MAX_JSON_OBJECTS {
                    cuts.push(Cut::new("json-ld objects", MAX_JSON_OBJECTS, objects.len() as u64 + 1));
                    return;
                }
                for key in ["mainEntity", "@graph"] {
                    if let Some(inner) = map.remove(key) {
                        stack.push(inner);
                    }
                }
                // A page's main entity may be only its address.
                if let Some(inner) = map.get("mainEntityOfPage").filter(|v| v.get("datePublished").is_some()) {
                    stack.push(inner.clone());
                }
                objects.push(Value::Object(map));
            }
            _ => {}
        }
    }
}

fn types(object: &Value) -> Vec<&str> {
    match &object["@type"] {
        Value::String(one) => vec![one],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_type(object: &Value, name: &str) -> bool {
    types(object)
        .iter()
        .any(|t| t.trim_start_matches("http://schema.org/").trim_start_matches("https://schema.org/") == name)
}

/// Says how much an object is an article: 0 for not at all.
fn rank(object: &Value) -> i32 {
    types(object)
        .iter()
        .map(|t| match *t {
            t if t.contains("NewsArticle") || t.contains("LiveBlogPosting") => 6,
            t if t.contains("Article") || t.contains("BlogPosting") || t.ends_with("Report") => 5,
            t if t.contains("ImageGallery") || t.contains("VideoObject") || t.contains("PodcastEpisode") => 2,
            t if t.contains("WebPage") || t == "ItemPage" || t == "Review" || t == "Recipe" => 1,
            _ => 0,
        })
        .max()
        .unwrap_or(0)
}

fn article(object: &Value, all: &[Value], found: &mut Vec<Candidate>) {
    let kind = types(object).first().copied().unwrap_or("").to_owned();
    let key = |name: &str| format!("{kind}.{name}");
    let is_page = rank(object) == 1;
    if !is_page {
        push(found, "title", &object["headline"], &key("headline"));
        push(found, "title", &object["name"], &key("name"));
    }
    for name in ["datePublished", "dateCreated", "uploadDate"] {
        push(found, "published", &object[name], &key(name));
    }
    push(found, "modified", &object["dateModified"], &key("dateModified"));
    for name in ["author", "creator"] {
        if found.iter().any(|c| c.field == "byline") {
            break;
        }
        names(&object[name], all, &mut |value, person| {
            let name = if person { key(name) } else { key(name) + " (organisation)" };
            found.push(candidate("byline", value, &name));
        });
    }
    names(&object["publisher"], all, &mut |value, _| found.push(candidate("outlet", value, &key("publisher"))));
    names(&object["sourceOrganization"], all, &mut |value, _| {
        found.push(candidate("outlet", value, &key("sourceOrganization")))
    });
    for section in list(&object["articleSection"]) {
        push(found, "section", section, &key("articleSection"));
    }
    for name in ["url", "mainEntityOfPage"] {
        let value = &object[name];
        push(found, "url", if value.is_object() { &value["@id"] } else { value }, &key(name));
    }
    for based in list(&object["isBasedOn"]) {
        for value in [based, &based["name"], &based["url"], &based["@id"]] {
            push(found, "based-on", value, &key("isBasedOn"));
        }
    }
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

/// Calls `take` with every name and whether it may be a person's; `@id` is looked up among all objects.
fn names(value: &Value, all: &[Value], take: &mut impl FnMut(String, bool)) {
    for one in list(value) {
        match one {
            Value::String(name) => take(plain(name), true),
            Value::Object(_) => {
                let resolved = one["@id"]
                    .as_str()
                    .filter(|_| one["name"].is_null())
                    .and_then(|id| all.iter().find(|o| o["@id"].as_str() == Some(id) && !o["name"].is_null()));
                let one = resolved.unwrap_or(one);
                let person = !types(one).iter().any(|t| t.contains("Organization"));
                for name in list(&one["name"]) {
                    if let Some(name) = text(name) {
                        take(name, person);
                    }
                }
            }
            _ => {}
        }
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(plain(text)).filter(|t| !t.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        Value::Object(map) => map.get("@value").and_then(text),
        Value::Array(list) => list.first().and_then(text),
        _ => None,
    }
}

/// Takes markup and entities out of a value: many systems put them in.
pub fn plain(text: &str) -> String {
    let mut out = text.to_owned();
    if out.contains('<') && out.contains('>') {
        let mut depth = 0;
        out = out
            .chars()
            .filter(|c| {
                if *c == '<' {
                    depth += 1
                }
                let keep = depth == 0;
                if *c == '>' && depth > 0 {
                    depth -= 1
                }
                keep
            })
            .collect();
    }
    for _ in 0..2 {
        if !out.contains('&') {
            break;
        }
        for (entity, c) in [
            ("&quot;", "\""),
            ("&#039;", "'"),
            ("&#39;", "'"),
            ("&apos;", "'"),
            ("&nbsp;", " "),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&#8217;", "’"),
            ("&#8216;", "‘"),
            ("&#8220;", "“"),
            ("&#8221;", "”"),
            ("&#8211;", "–"),
            ("&#8212;", "—"),
            ("&rsquo;", "’"),
            ("&lsquo;", "‘"),
            ("&ldquo;", "“"),
            ("&rdquo;", "”"),
            ("&ndash;", "–"),
            ("&mdash;", "—"),
            ("&hellip;", "…"),
            ("&#x27;", "'"),
            ("&amp;", "&"),
        ] {
            out = out.replace(entity, c);
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn candidate(field: &str, value: String, key: &str) -> Candidate {
    Candidate { field: field.to_owned(), value, place: Place::JsonLd, key: key.to_owned() }
}

fn push(found: &mut Vec<Candidate>, field: &str, value: &Value, key: &str) {
    if let Some(value) = text(value) {
        found.push(candidate(field, value, key));
    }
}

/// Finds the keys that matter in a block that is no JSON.
fn scan(script: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (name, field) in [("headline", "title"), ("datePublished", "published"), ("dateModified", "modified")] {
        let key = format!("\"{name}\"");
        let Some(at) = script.find(&key) else { continue };
        let rest = script[at + key.len()..].trim_start().trim_start_matches(':').trim_start();
        if let Some(value) = rest.strip_prefix('"').and_then(|r| r.split('"').next()).filter(|v| v.len() < 400) {
            found.push(candidate(field, plain(value), &format!("broken JSON-LD, {name}")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> Vec<(String, String)> {
        let found = candidates(&[script.to_owned()], Some("bridge opens"), &mut Vec::new());
        found.into_iter().map(|c| (c.field, c.value)).collect()
    }

    fn has(found: &[(String, String)], field: &str, value: &str) -> bool {
        found.iter().any(|(f, v)| f == field && v == value)
    }

    #[test]
    fn the_article_named_like_the_page_speaks() {
        let found = read(
            r##"[{"@type":"NewsArticle","headline":"Other","datePublished":"2020-01-01"},
               {"@graph":[{"@type":["NewsArticle"],"headline":"Bridge opens","datePublished":"2024-05-03","author":{"@id":"#a"}},
               {"@id":"#a","@type":"Person","name":"Ada Poll"}]}]"##,
        );
        assert!(has(&found, "published", "2024-05-03") && has(&found, "byline", "Ada Poll"), "{found:?}");
        assert!(!has(&found, "published", "2020-01-01"));
    }

    #[test]
    fn broken_blocks_still_give_their_date() {
        assert!(has(
            &read("{\"@type\":\"NewsArticle\",\"headline\":\"a\nb\",\"datePublished\":\"2024-05-03\",}"),
            "published",
            "2024-05-03"
        ));
        assert!(has(&read("{\"@type\": NewsArticle, \"datePublished\": \"2024-05-03\""), "published", "2024-05-03"));
    }
}
