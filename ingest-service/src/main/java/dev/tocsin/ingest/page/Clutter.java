package dev.tocsin.ingest.page;

import dev.tocsin.ingest.text.Words;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * What stands on an article's page and is no part of the article, told by what newsrooms call it in their markup or in
 * words: menus, sidebars, "read also", comments, pleas to subscribe, legal lines.
 */
final class Clutter {

    /** Elements that never hold an article's words. */
    private static final String NEVER =
            "script, style, noscript, template, iframe, object, embed, svg, canvas, form, button, select, textarea, input,"
                    + " nav, aside, dialog, menu, figcaption, audio, video, [hidden], [aria-hidden=true], [role=navigation],"
                    + " [role=complementary], [role=banner], [role=contentinfo], [role=dialog], [role=search]";

    /** In classes and ids; whole words, as they are written with dashes, underscores or humps. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:^|[\\s_-])(?:ads?|advert\\w*|banner|breadcrumbs?|byline-block|caption|comments?|comment-?list|cookies?|consent|disqus|footer|footnotes-nav|promo\\w*|popup|modal|overlay|newsletter\\w*|subscrib\\w*|sign-?up|paywall-cta|pager|pagination|print-only|share|sharing|sharedaddy|social\\w*|sidebar|side-?bar|sponsor\\w*|tags?|tag-?list|toolbar|tool-bar|topbar|menu|nav|navbar|navigation|login|skip-link|related\\w*|recommend\\w*|recirc\\w*|read-?(?:more|also|next)|also-?read|more-(?:from|news|stories|on)|most-(?:read|popular)|popular|trending|hot-?(?:news|list)|latest-(?:news|posts)|next-?post|prev-?post|post-nav\\w*|author-(?:bio|box|info|card)|about-the-author|bio|rating|vote|widgets?|ticker|qr-?code|erweima|xiangguan|tuijian|bottom-?bar|statement|declare|copyright|disclaimer|editor-?name)(?=$|[\\s_-])",
            Pattern.CASE_INSENSITIVE);

    /** What wraps the article itself may bear such a word too: "article-with-sidebar". */
    private static final Pattern WRAPS = Pattern.compile(
            "(?:^|[\\s_-])(?:article|story|entry|post|main|body|content|text|detail)(?=$|[\\s_-])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /** The first words of a block that points elsewhere or asks for something. */
    private static final Pattern SAYS = Pattern.compile(
            "^(?:read (?:also|more|next|this)|also read|see also|related(?: (?:articles?|stories|news|reading|posts))?|more (?:on this|from|about|stories|reading)|recommended(?: (?:articles?|reading|for you))?|further reading|don['’]t miss|you (?:may|might) (?:also )?(?:like|enjoy)|up next|trending|most (?:read|popular)|latest (?:news|stories)|editor['’]s picks?|advertisement|sponsored|sign up|subscribe|follow us|join (?:our|us)|share (?:this|on|via)|click here|download (?:our|the) app|get the (?:latest|day['’]s)|photo(?: credit)?:|image(?: credit)?:|featured image|cover image|tags?:|categories:|filed under|disclaimer|disclosure|the views expressed|this article (?:is|was) (?:for information|provided|originally)|all rights reserved|copyright|©"
                    + "|延伸阅读|延伸閱讀|相关(?:阅读|新闻|文章|报道|推荐)|相關(?:閱讀|新聞|文章|報導)|推荐阅读|推薦閱讀|更多(?:精彩|快讯|新闻|内容|資訊|资讯|报道)|猜你喜欢|热门(?:文章|新闻|推荐)|熱門(?:文章|新聞)|编辑推荐|上一篇|下一篇|责任编辑|責任編輯|责编|編輯：|编辑：|（责编|\\(责任编辑|校对：|来源：|來源：|原标题|原標題|作者：|本文来源|本文來源|本文首发|版权(?:声明|所有)|版權(?:聲明|所有)|免责声明|免責聲明|风险提示|風險提示|特别声明|声明：|扫码|扫描|掃描|长按|关注(?:我们|微信|公众号)|點擊|点击(?:查看|进入|下载|关注)|下载(?:APP|客户端)|打开APP|分享到|分享至|转载请|轉載請|未经授权|举报|我要反馈|返回搜狐|海量资讯|广告|廣告)",
            Pattern.CASE_INSENSITIVE);

    /** A block that says so is short: an article may well begin with "Related companies have …". */
    private static final int SAYS_BRIEFLY = 160;

    /** Beyond this share of all the words, whatever an element is called, it is the article. */
    private static final double TOO_MUCH = 0.5;

    private Clutter() {}

    /** Takes out of a page what is named as clutter, and the boxes that lead to other stories. */
    static void removeNamed(Element page) {
        page.select(NEVER).remove();
        int all = Math.max(1, Words.count(page));
        for (Element element : List.copyOf(page.select("[class], [id]"))) {
            boolean root = element.normalName().matches("html|body|article|main|h1");
            if (!root && element.parent() != null && isNamed(element) && Words.count(element) < TOO_MUCH * all) {
                element.remove();
            }
        }
        removeTeasers(page);
    }

    private static boolean isNamed(Element element) {
        String names = HUMP.matcher(element.className() + " " + element.id()).replaceAll("-");
        return NAMED.matcher(names).find()
                && !(WRAPS.matcher(names).find() && element.select("p").size() > 3);
    }

    /** Takes out of an article what points elsewhere: lists of links, short blocks that say "read also", and all below. */
    static void removeTold(Element article) {
        for (Element block : List.copyOf(
                article.select("p, div, section, ul, ol, li, h2, h3, h4, h5, h6, strong, blockquote, table, dl"))) {
            if (block == article || block.parent() == null) {
                continue;
            }
            String text = block.text().strip();
            boolean heading = block.normalName().matches("h[2-6]");
            if (text.length() <= SAYS_BRIEFLY && SAYS.matcher(text).find()) {
                if (heading || isHeadingLike(block, text)) {
                    removeLinksBelow(block);
                }
                block.remove();
            } else if (isListOfLinks(block)) {
                block.remove();
            }
        }
    }

    /** Other stories, each in a box of its own under a heading that links to it. */
    private static void removeTeasers(Element article) {
        List<Element> boxes = article.select("h2, h3, h4").stream()
                .filter(heading -> Words.linked(heading) > 0.8)
                .map(Element::parent)
                .filter(box -> box != null
                        && box != article
                        && box.select("h1, h2, h3, h4").size() == 1)
                .toList();
        if (boxes.size() > 1) {
            boxes.forEach(Element::remove);
        }
    }

    private static boolean isHeadingLike(Element block, String text) {
        return text.length() <= 30 && !block.normalName().equals("li");
    }

    /** "Related stories", and the links that it heads. */
    private static void removeLinksBelow(Element heading) {
        Element next = heading.nextElementSibling();
        while (next != null && (Words.linked(next) > 0.6 || next.text().isBlank())) {
            Element after = next.nextElementSibling();
            next.remove();
            next = after;
        }
    }

    private static boolean isListOfLinks(Element block) {
        boolean list = block.normalName().matches("ul|ol|dl|table|div|section");
        return list && block.select("a").size() > 1 && Words.linked(block) > 0.7 && !Words.hasSentences(block);
    }

    /** The same of a text's lines, for pages that break lines instead of marking paragraphs. */
    static String withoutTold(String text) {
        return text.lines()
                .filter(line -> line.length() > SAYS_BRIEFLY
                        || !SAYS.matcher(line.replaceFirst("^(?:## |- )", "")).find())
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
