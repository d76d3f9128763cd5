//! Which day a page was published on.

use page::{Article, Given, Media, Page, Place, Reader};

const TEXT: &str = "<p>The ferry between the old pier and the island sailed again on Friday, twelve years after it had stopped for want of a pier.</p>\
    <p>It carried fifty-four people and one goat on the first crossing, the council said in a statement to the press on Friday.</p>";

fn read(url: &str, head: &str, above: &str, below: &str) -> Article {
    let title = "Ferry returns to the old pier after twelve years";
    let html = format!(
        "<html lang=en><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{above}<div class=article-body>{TEXT}</div>{below}</main></body></html>"
    );
    let page = Page { media: Some(Media::Html), url: Some(url.to_owned()), ..Page::of(html) };
    Reader::new().article(&page, &Given::default()).unwrap()
}

fn day(article: &Article) -> String {
    article.published.as_ref().map_or("none".into(), |d| d.day.to_string())
}

#[test]
fn a_moment_in_utc_is_the_day_it_was_at_home() {
    let head = r#"<meta property="article:published_time" content="2020-08-25T00:23:33Z">"#;
    let read_at = |host: &str| read(&format!("https://{host}/news/ferry"), head, "", "");
    let canada = read_at("www.harbour.ca");
    assert_eq!(day(&canada), "2020-08-24");
    assert_eq!(canada.published.unwrap().utc_day.unwrap().to_string(), "2020-08-25");
    assert_eq!(day(&read_at("www.harbour.co.jp")), "2020-08-25");
    // Endings that say nothing of a place, and countries that are on two days at once.
    assert_eq!(day(&read_at("www.harbour.com")), "2020-08-25");
    assert_eq!(day(&read_at("www.harbour.io")), "2020-08-25");
    let noon = r#"<meta property="article:published_time" content="2020-08-25T05:30:00Z">"#;
    assert_eq!(day(&read("https://www.harbour.ca/ferry", noon, "", "")), "2020-08-25");
    // A zone that the page states is kept.
    let zoned = r#"<meta property="article:published_time" content="2020-08-25T00:23:33+02:00">"#;
    assert_eq!(day(&read("https://www.harbour.ca/ferry", zoned, "", "")), "2020-08-25");
}

#[test]
fn a_line_that_begins_with_a_date_dates_the_article() {
    let line = "<div>22/11/2020 - 04:30 - Source: Northwire - Photo: Ada Poll/Harbour</div>";
    assert_eq!(day(&read("https://www.harbour.example/ferry", "", line, "")), "2020-11-22");
}

#[test]
fn published_below_the_text_still_says_so() {
    let tags: String = (0..14).map(|n| format!("<li><a href=/t{n}>Topic number {n}</a></li>")).collect();
    let below = format!("<ul class=tags>{tags}</ul><div>Published 28 January 2022 06:00</div>");
    assert_eq!(day(&read("https://www.harbour.example/ferry", "", "", &below)), "2022-01-28");
    let comment = format!("<div class=comments><ul>{tags}</ul><div>Published 28 January 2022 06:00</div></div>");
    assert_eq!(day(&read("https://www.harbour.example/ferry", "", "", &comment)), "none");
}

#[test]
fn the_address_is_older_than_a_day_that_nothing_explains() {
    let bare = "<p class=date>14 January 2020</p>";
    let article = read("https://www.harbour.example/2020/01/13/ferry", "", bare, "");
    assert_eq!((day(&article), article.published.unwrap().place), ("2020-01-13".into(), Place::Url));
    let stated = "<p class=date>Published 14 January 2020</p>";
    assert_eq!(day(&read("https://www.harbour.example/2020/01/13/ferry", "", stated, "")), "2020-01-14");
    assert_eq!(day(&read("https://www.harbour.example/2020/01/03/ferry", "", bare, "")), "2020-01-14");
}

#[test]
fn the_zone_that_the_code_names_decides_unless_the_page_shows_the_day() {
    let head = r#"<meta property="article:published_time" content="2020-08-25T02:23:33Z">"#;
    let zone = r#"<script>window.site = {"timezone": "America\/Chicago"}</script>"#;
    let read = |head: &str, above: &str| day(&read("https://www.harbour.com/ferry", head, above, ""));
    assert_eq!(read(&format!("{head}{zone}"), ""), "2020-08-24");
    assert_eq!(read(&format!("{head}{zone}"), "<p class=date>25 August 2020</p>"), "2020-08-25");
    assert_eq!(read(&format!(r#"{head}{zone}<script>tz = ["Asia/Tokyo"]</script>"#), ""), "2020-08-25");
    // Midnight sharp is a day without a time.
    let midnight = r#"<meta property="article:published_time" content="2020-08-25T00:00:00Z">"#;
    assert_eq!(read(&format!("{midnight}{zone}"), ""), "2020-08-25");
}

#[test]
fn a_date_far_over_the_headline_is_the_mastheads() {
    let top = |below: &str| {
        let menu = "<nav><a href=/a>Home</a> <a href=/b>World</a></nav><p>Volume No. 0205</p><div class=tools>Weather: 12 degrees</div>";
        let html = format!(
            "<html lang=en><head><title>Ferry returns to the old pier</title></head><body><div class=date>Tue, 14 Jan 2020</div>{menu}\
             <h1>Ferry returns to the old pier</h1>{below}<div class=article-body>{TEXT}</div></body></html>"
        );
        let page = Page { media: Some(Media::Html), ..Page::of(html) };
        day(&Reader::new().article(&page, &Given::default()).unwrap())
    };
    assert_eq!(top("<p class=date>13 Jan 2020, 22:11 GMT+10</p>"), "2020-01-13");
    assert_eq!(top(""), "none");
}

#[test]
fn time_elements_are_known_by_what_stands_around_them() {
    let time = |class: &str, day: u8| {
        format!("<div class={class}><span><time datetime=2020-06-{day}>then</time></span></div>")
    };
    let both = format!("{}{}", time("published", 22), time("updated", 24));
    assert_eq!(day(&read("https://www.harbour.example/ferry", "", &both, "")), "2020-06-22");
    let neither = format!("{}{}", time("a", 22), time("b", 24));
    assert_eq!(day(&read("https://www.harbour.example/ferry", "", &neither, "")), "none");
}

#[test]
fn a_revision_of_a_wiki_has_its_own_day() {
    let head = r#"<script type="application/ld+json">{"@type":"Article","datePublished":"2005-07-26","dateModified":"2020-04-07"}</script>"#;
    assert_eq!(day(&read("https://wiki.harbour.example/index.php?title=Ferry&oldid=77", head, "", "")), "2020-04-07");
    assert_eq!(day(&read("https://wiki.harbour.example/index.php?title=Ferry", head, "", "")), "2005-07-26");
}

#[test]
fn the_last_part_of_a_title_may_be_the_day() {
    let read = |title: &str| {
        let html = format!(
            "<html lang=en><head><title>{title}</title></head><body><h1>Ferry returns to the old pier</h1>{TEXT}</body></html>"
        );
        let page = Page { media: Some(Media::Html), ..Page::of(html) };
        day(&Reader::new().article(&page, &Given::default()).unwrap())
    };
    assert_eq!(read("Ferry returns to the old pier | Harbour Post | 23.05.2011"), "2011-05-23");
    assert_eq!(read("Ferry returns to the old pier | The week of 23.05.2011"), "none");
}

#[test]
fn a_dateline_without_a_year_takes_it_from_the_same_day_in_full() {
    let read = |caption: &str| {
        let text = format!(
            "Volunteers hand out soup on the old pier{caption}.\n\nQUAY CITY, Nov 28 (Reuters) - The ferry between the old pier and the \
             island sailed again on Friday, twelve years after it had stopped for want of a pier.\n\nIt carried fifty-four people and one \
             goat on the first crossing, the council said in a statement to the press on Friday.\n"
        );
        day(&Reader::new().article(&Page::of(text), &Given::default()).unwrap())
    };
    assert_eq!(read(" on November 28, 2025"), "2025-11-28");
    assert_eq!(read(" on November 27, 2025"), "none");
    assert_eq!(read(" on November 28, 2025, as on November 28, 2019"), "none");
}
