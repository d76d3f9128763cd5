//! What is a live blog and what is not, in HTML and in dumps.

use page::{Article, Given, Media, Page, PageKind, Reader, Role};

const A: &str = "The council met again on Tuesday evening to vote on whether the old bridge over the river should be closed to cars for good.";
const B: &str = "Traders from the market square marched into the hall behind a loaf in the shape of the bridge and were asked to sit down.";
const C: &str = "The county engineer told members that the south pier had moved by four centimetres since the last survey in the spring.";

fn html(page: &str) -> Article {
    Reader::new().article(&Page { media: Some(Media::Html), ..Page::of(page) }, &Given::default()).unwrap()
}

fn dump(page: &str) -> Article {
    Reader::new().article(&Page { media: Some(Media::Text), ..Page::of(page) }, &Given::default()).unwrap()
}

fn posts(article: &Article) -> Vec<&str> {
    article.blocks.iter().filter(|b| b.role == Role::LivePost).map(|b| article.words(b.span)).collect()
}

fn document(title: &str, head: &str, body: &str) -> String {
    format!(
        "<html lang=en><head><title>{title}</title>{head}</head><body><header><a href=/>The Courier</a></header><main>\
         <h1>{title}</h1><p class=byline>By Ada Poll</p>{body}</main><footer>© 2026 The Courier</footer></body></html>"
    )
}

#[test]
fn units_with_times_are_posts_where_the_code_says_live() {
    let post = |time: &str, text: &str| {
        format!(
            "<div class=liveblog-post><time datetime=2026-02-24T{time}:00Z>{time}</time><h3>What has happened now</h3><p>{text}</p></div>"
        )
    };
    let body = format!("<div class=stream>{}{}{}</div>", post("21:40", A), post("20:58", B), post("19:47", C));
    let article = html(&document("Council votes on the old bridge", "", &body));
    assert_eq!(article.kind, PageKind::LiveBlog);
    let posts = posts(&article);
    assert_eq!(posts.len(), 3);
    assert!(posts[0].starts_with("21:40\nWhat has happened now\nThe council met"), "{}", posts[0]);
}

#[test]
fn paragraphs_with_times_are_posts_where_the_headline_says_live() {
    let body = format!(
        "<div class=text><p><b>21:40</b> {A}</p><p>{B}</p><p><b>20:58</b> {B}</p><p><b>19:47</b> {C}</p><p>{A}</p></div>"
    );
    let article = html(&document("Bridge vote: live updates from the town hall", "", &body));
    assert_eq!((article.kind, posts(&article).len()), (PageKind::LiveBlog, 3));
    let article = html(&document("The day the council closed the old bridge", "", &body));
    assert_eq!((article.kind, posts(&article).len()), (PageKind::Article, 0));
}

#[test]
fn a_stated_live_blog_may_have_begun_with_two_posts() {
    let head = r#"<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Council votes on the old bridge",
        "datePublished":"2026-02-24T19:47:00Z","liveBlogUpdate":[{"@type":"BlogPosting","datePublished":"2026-02-24T20:58:00Z"}]}</script>"#;
    let body =
        format!("<section><time>20:58</time><p>{B}</p></section><section><time>19:47</time><p>{C}</p></section>");
    let article = html(&document("Council votes on the old bridge", head, &body));
    assert_eq!((article.kind, posts(&article).len()), (PageKind::LiveBlog, 2));
    assert!(article.published.is_some_and(|d| d.iso() == "2026-02-24T19:47:00Z"));
}

#[test]
fn a_timeline_in_an_article_is_none() {
    let items = "<ul class=timeline><li><time>09:12</time> <p>The bridge is closed to lorries after a storm in the night.</p>\
                 <li><time>11:05</time> <p>The bridge is closed to cars and the police send them by the lock.</p>\
                 <li><time>16:20</time> <p>The bridge opens again after divers have looked at its piers.</p></ul>";
    let body = format!("<div class=text><p>{A} {B}</p><p>{B} {C}</p>{items}<p>{C} {A}</p><p>{A} {C}</p></div>");
    let article = html(&document("How the storm closed the old bridge", "", &body));
    assert_eq!((article.kind, posts(&article).len()), (PageKind::Article, 0));
}

#[test]
fn comments_with_times_and_tickers_of_headlines_are_none() {
    let comment = |time: &str| format!("<li class=comment><span>Reader</span> <time>{time}</time><p>{B}</p></li>");
    let body = format!(
        "<div class=text><p>{A}</p><p>{B}</p><p>{C}</p></div><ul class=live-ticker><li><time>21:40</time> <a href=/1>Swan holds up the train</a>\
         <li><time>20:58</time> <a href=/2>Lido to open in March</a><li><time>19:47</time> <a href=/3>Scarves on statues</a></ul>\
         <div id=comments><ol class=commentlist>{}{}{}{}</ol></div>",
        comment("20:01"),
        comment("20:02"),
        comment("20:03"),
        comment("20:04")
    );
    let article = html(&document("Bridge vote: live updates from the town hall", "", &body));
    assert_eq!((article.kind, posts(&article).len()), (PageKind::Article, 0));
}

#[test]
fn a_list_of_results_is_none() {
    let match_of =
        |time: &str, a: &str, b: &str| format!("<tr><td>{time}</td><td>{a}</td><td>2:1</td><td>{b}</td></tr>");
    let rows = match_of("15:00", "Marl", "Thole")
        + &match_of("15:30", "Denholm", "Ansel")
        + &match_of("18:00", "Carrow", "Tollen");
    let body = format!("<div class=live-scores><table>{rows}</table></div><p>{A}</p><p>{B}</p>");
    assert!(posts(&html(&document("Live: the results of the day", "", &body))).is_empty());
    let results = format!(
        "The results of the day\n3 May 2026\n{A}\n15:00 Marl 2 Thole 1\n15:30 Denholm 0 Ansel 0\n18:00 Carrow 1 Tollen 3\n{B}"
    );
    let article = dump(&results);
    assert!(posts(&article).is_empty());
    let list = article.blocks.iter().find(|b| b.role == Role::List).unwrap();
    assert_eq!(article.words(list.span).lines().count(), 3);
}

#[test]
fn paragraphs_of_a_dump_that_begin_with_times_are_posts() {
    let page = format!(
        "Storm shuts the bridge\nBy Ada Poll\n21.40 GMT {A}\n{C}\nShare\n20.58 GMT {B}\n19.47 GMT {C}\n© 2026 The Courier"
    );
    let article = dump(&page);
    assert_eq!(article.kind, PageKind::LiveBlog);
    assert_eq!(posts(&article).len(), 4, "a paragraph under a time is its post's");
    // The time on a line of its own, oldest first, with a headline that says live.
    let page =
        format!("Storm shuts the bridge – as it happened\nBy Ada Poll\n3 May 2026\n19:47\n{A}\n20:58\n{B}\n21:40\n{C}");
    let article = dump(&page);
    assert_eq!((article.kind, posts(&article).len()), (PageKind::LiveBlog, 6));
}

#[test]
fn programmes_and_days_told_by_the_hour_are_no_live_blogs() {
    let programme = format!("On television tonight\n3 May 2026\n19:00 {A}\n20:15 {B}\n21:45 {C}");
    assert!(posts(&dump(&programme)).is_empty());
    let day = format!(
        "How the storm closed the old bridge\n3 May 2026\n{A}\n{B}\n21:40 {C}\n{A}\n{B}\n20:58 {A}\n{C}\n{B}\n{A}\n19:47 {B}\n{C}\n{A}"
    );
    assert!(posts(&dump(&day)).is_empty());
    let numbers = format!(
        "What the storm cost\n3 May 2026\n18.03 million people had no light. {A}\n12.50 crowns is the price now. {B}\n3.20 metres of water. {C}"
    );
    assert!(posts(&dump(&numbers)).is_empty());
}
