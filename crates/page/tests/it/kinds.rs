//! Pages whose code misleads about what they are, or what on them is text.

use page::{Article, Given, Media, Page, PageKind, Reader, Role};

const TITLE: &str = "Walker hurt on Quay Street after a cart ran away";
const TEXT: &str = "<p>A walker was hurt on Quay Street shortly after noon on Friday when a cart ran away down the hill.</p>\
    <p>She was taken to the hospital of Bridgetown, where she is said to be doing well, the constable said on Saturday.</p>\
    <p>\u{201c}The brake had been taken off by children,\u{201d} said Tomas Verrin, to whom the cart belongs. \u{201c}I am sorry.\u{201d}</p>";

fn read(head: &str, body: &str) -> Article {
    let html = format!("<html lang=en><head>{head}</head><body>{body}</body></html>");
    Reader::new().article(&Page { media: Some(Media::Html), ..Page::of(html) }, &Given::default()).unwrap()
}

fn of(article: &Article, role: Role) -> Vec<String> {
    article.blocks.iter().filter(|b| b.role == role).map(|b| article.words(b.span).to_owned()).collect()
}

fn menu(items: usize) -> String {
    let items: String =
        (0..items).map(|n| format!("<li><a href=/s{n}>Section number {n} of the paper</a></li>")).collect();
    format!("<ul class=menu>{items}</ul>")
}

#[test]
fn an_article_that_only_a_name_hides_is_read() {
    let body = format!("{}<main><h1>{TITLE}</h1><div class=pay402_hide>{TEXT}</div></main>", menu(80));
    let article = read(&format!("<title>{TITLE}</title>"), &body);
    assert_eq!((article.kind, of(&article, Role::Paragraph).len()), (PageKind::Article, 3));
}

#[test]
fn replies_are_known_by_what_each_ends_in() {
    let reply = |n: usize| {
        format!(
            "<div class=u7><div>walker{n}</div><div>2 days ago at 07:5{n} am</div><div>I have said for years that the hill is too steep \
             for carts, and number {n} agrees with me about that.</div><div>Rating: {n}2 Votes</div></div>"
        )
    };
    let replies: String = (1..6).map(reply).collect();
    let more = TEXT.replace("Friday", "Monday").replace("She was", "He was");
    let body =
        format!("<main><h1>{TITLE}</h1><div class=article-body>{TEXT}{more}</div><section>{replies}</section></main>");
    let article = read(&format!("<title>{TITLE}</title>"), &body);
    assert!(!article.running_text().contains("too steep"), "{}", article.running_text());
    assert!(article.running_text().contains("The brake had been taken off"));
}

#[test]
fn what_introduces_the_headline_is_its_standfirst() {
    let body = format!(
        "<article><p class=chapo>The council confirmed on Saturday that carts will be kept off the hill until the spring.</p><h1>{TITLE}</h1>\
         <p>Published 14 March 2025, updated 15 March 2025</p><p>By Ada Poll</p>{TEXT}</article>"
    );
    let article = read(&format!("<title>{TITLE}</title>"), &body);
    assert_eq!(of(&article, Role::Standfirst).len(), 1);
    assert_eq!(of(&article, Role::Byline), ["By Ada Poll"]);
    assert_eq!(article.published.unwrap().day.to_string(), "2025-03-14");
}

#[test]
fn the_title_element_names_the_outlet_behind_the_headline() {
    let outlet = |title: &str| {
        let article = read(&format!("<title>{title}</title>"), &format!("<main><h1>{TITLE}</h1>{TEXT}</main>"));
        article.outlet.map(|o| o.value)
    };
    assert_eq!(outlet(&format!("{TITLE} - Bridgetown Courier")).as_deref(), Some("Bridgetown Courier"));
    assert_eq!(outlet(&format!("{TITLE} | Sports")), None);
    assert_eq!(outlet(TITLE), None);
}

#[test]
fn a_copyright_line_names_the_outlet_that_the_page_shows_elsewhere() {
    let outlet = |top: &str| {
        let body = format!(
            "<div>{top}</div><main><h1>{TITLE}</h1>{TEXT}</main><footer>© 1974-2026 Bridgetown Courier Media Ltd. All rights reserved.</footer>"
        );
        read(&format!("<title>{TITLE}</title>"), &body).outlet.map(|o| o.value)
    };
    assert_eq!(outlet("The Bridgetown Courier").as_deref(), Some("The Bridgetown Courier"));
    assert_eq!(outlet("Morning Post"), None);
}

#[test]
fn a_wire_dateline_with_its_year_dates_a_release() {
    let text = TEXT.replace("<p>A walker", "<p>PORT SORREL, June 12, 2025 /PressQuay/ -- A walker");
    let article = read(&format!("<title>{TITLE}</title>"), &format!("<main><h1>{TITLE}</h1>{text}</main>"));
    assert_eq!(article.published.unwrap().day.to_string(), "2025-06-12");
}

#[test]
fn walls_and_errors_are_no_articles() {
    let kind = |title: &str, body: &str| read(&format!("<title>{title}</title>"), body).kind;
    let form = "<h1>Log in to continue</h1><form><label>Email</label><input><button>Log in</button></form>\
                <p>No account yet? Subscribe now and read all articles for one crown.</p>";
    assert_eq!(kind("Log in", form), PageKind::LoginWall);
    let denied = "<h1>Error 1020</h1><h2>Access denied</h2><p>This website is using a service to protect itself from attacks.</p>";
    assert_eq!(kind("Access denied", denied), PageKind::ErrorPage);
    let wait =
        "<h1>Checking your browser before accessing news.example</h1><p>Enable JavaScript and cookies to continue</p>";
    assert_eq!(kind("Just a moment...", wait), PageKind::ErrorPage);
    assert_eq!(kind(TITLE, &format!("<h1>{TITLE}</h1>{TEXT}")), PageKind::Article);
}

#[test]
fn what_an_outlet_earns_and_asks_for_is_none_of_the_text() {
    let notices = "<p>We may earn a commission if you buy through links on this page.</p>";
    let appeal =
        "<p>Please consider making a donation so that the Courier can go on with its work in the valley for years.</p>";
    let inset = "<p><a href=/2>Hill to be closed to carts until the spring</a></p>";
    let body =
        format!("<main><h1>{TITLE}</h1><div class=article-body>{notices}{TEXT}{inset}{TEXT}{appeal}</div></main>");
    let article = read(&format!("<title>{TITLE}</title>"), &body);
    assert_eq!(of(&article, Role::Note).len(), 1);
    let text = article.running_text();
    assert!(!text.contains("commission") && !text.contains("donation") && !text.contains("until the spring"), "{text}");
}

#[test]
fn who_posted_a_quoted_post_stands_with_the_quote() {
    let post = "<blockquote class=twitter-tweet><p>The hill is closed. Do not go there with a cart, whatever your horse says.</p>\
                \u{2014} Bridgetown Constable (@bridgetowncon) <a href=/x>March 14, 2025</a></blockquote>";
    let body = format!("<main><h1>{TITLE}</h1><div class=article-body>{TEXT}{post}{TEXT}</div></main>");
    let article = read(&format!("<title>{TITLE}</title>"), &body);
    assert!(of(&article, Role::Quote).iter().any(|q| q.contains("(@bridgetowncon)")), "{:?}", article.blocks);
}

#[test]
fn a_paragraph_under_an_inset_goes_on_with_the_text() {
    let inset = "<div class=nl><h3>Our newsletter</h3><p>Every evening the news of the valley in your mail.</p><button>Sign up</button></div>";
    let last = "<p>Whoever saw the children at the cart is asked to tell the constable at the town hall.</p>";
    let body = format!("<main><h1>{TITLE}</h1>{TEXT}{inset}{last}<div class=comments><a>3 comments</a></div></main>");
    let text = read(&format!("<title>{TITLE}</title>"), &body).running_text();
    assert!(text.contains("Whoever saw"), "{text}");
}

#[test]
fn a_signed_headline_over_two_sentences_is_an_article() {
    let head = "<title>Ferry halted by storm</title><meta property=og:type content=website>";
    let text = "<p>Ferries to Lowmoor were halted on Wednesday after winds of 110 km/h hit the coast, the operator said.</p>\
        <p>Sailings are to resume on Thursday morning at the earliest, the operator added in a statement.</p>";
    let page = |sign: &str| read(head, &format!("<h1>Ferry halted by storm</h1>{sign}<div>{text}</div>{}", menu(30)));
    assert_eq!(page("<p class=byline>By Ada Poll</p>").kind, PageKind::Article);
}

#[test]
fn a_known_agency_in_brackets_is_a_credit_wherever_the_page_comes_from() {
    let article = read("", &format!("<h1>{TITLE}</h1>{TEXT}<p>(Reuters)</p>"));
    assert_eq!(of(&article, Role::AgencyCredit), ["(Reuters)"]);
    let text = TEXT.replace("</p>", "\n").replace("<p>", "");
    let dump = Reader::new().article(&Page::of(format!("{TITLE}\n{text}(AFP, Reuters)\n")), &Given::default()).unwrap();
    assert_eq!(of(&dump, Role::AgencyCredit), ["(AFP, Reuters)"]);
    let names = |a: &Article| a.credits.iter().map(|c| c.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&dump), ["AFP", "Reuters"]);
    let dump = |text: String| Reader::new().article(&Page::of(text), &Given::default()).unwrap();
    assert_eq!(names(&dump(format!("Reuters\n\n{text}"))), ["Reuters"]);
    assert_eq!(names(&dump(format!("From: Harbour News by Reuters\n\n{text}"))), ["Harbour News", "Reuters"]);
}

#[test]
fn what_stands_around_a_japanese_text_is_told_by_its_words() {
    let text = "<p>古い桟橋と島を結ぶ渡し船が金曜日、十二年ぶりに運航を再開したと町が発表した。</p>\
        <p>初日は五十四人と一匹のヤギが海を渡り、乗り場には朝から長い列ができたと町長は話した。</p>";
    let html = format!(
        "<html lang=ja><head><title>島の渡し船が再開</title></head><body><h1>島の渡し船が再開</h1><div>記者 安田ひなの</div>\
         <div>公開日：2024年5月3日 10時15分</div><div>シェアする 印刷</div><div>{text}</div><figure><figcaption>写真：伊藤勉／海辺写真</figcaption></figure>\
         <div>共同通信・ロイター配信</div></body></html>"
    );
    let article =
        Reader::new().article(&Page { media: Some(Media::Html), ..Page::of(html) }, &Given::default()).unwrap();
    assert_eq!(article.bylines.iter().map(|b| b.name.as_str()).collect::<Vec<_>>(), ["安田ひなの"]);
    assert_eq!(of(&article, Role::PhotoCredit), ["写真：伊藤勉／海辺写真"]);
    assert_eq!(of(&article, Role::AgencyCredit), ["共同通信・ロイター配信"]);
    assert_eq!(of(&article, Role::Paragraph).len(), 2);
}
