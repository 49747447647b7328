package dev.tocsin.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArticlePageTest {

    private static final String FIRST =
            "The council of Ember Falls voted on Tuesday to stop new mining halls for a year, after residents had filled the gallery twice.";
    private static final String SECOND =
            "Operators that run today may go on, but may not add machines, said councillor Ada Brook, who had tabled the motion.";
    private static final String THIRD =
            "The utility reckons that the three halls in town draw as much power as its four thousand households, and wants to be heard.";
    private static final String ARTICLE = "<p>" + FIRST + "</p><p>" + SECOND + "</p><p>" + THIRD + "</p>";
    private static final String TEXT = FIRST + "\n\n" + SECOND + "\n\n" + THIRD;

    @Test
    void menusSidebarsAndFootersAreLeftOut() {
        String text = read("""
                <header><nav><a href="/">Home</a> <a href="/m">Markets</a></nav></header>
                <div class="layout"><div class="story-body"><h1>Town pauses mining</h1>%s</div>
                <div class="right-sidebar"><h3>Most read</h3><ul><li><a href="/1">A long headline about something else entirely, and more</a></li>
                <li><a href="/2">Another long headline, of the kind that readers click on</a></li></ul></div></div>
                <footer>© Ember Falls Courier, all rights reserved, imprint, contact, jobs</footer>""".formatted(ARTICLE));

        assertThat(text).isEqualTo(TEXT);
    }

    @Test
    void readAlsoBetweenParagraphsIsLeftOut() {
        String text = read(
                "<article><p>" + FIRST
                        + "</p><p><strong>Read also:</strong> <a href=/x>Why rivers matter to miners</a></p><p>"
                        + SECOND + "</p><p>" + THIRD
                        + "</p><h3>Related stories</h3><ul><li><a href=/y>Three towns that did the same last year</a></li></ul></article>");

        assertThat(text).isEqualTo(TEXT);
    }

    @Test
    void headingsAndListsStay() {
        String text = read(
                "<article>" + ARTICLE
                        + "<h2>What changes</h2><ul><li>No new halls until May</li><li>No further machines in the old ones</li></ul></article>");

        assertThat(text).endsWith("## What changes\n\n- No new halls until May\n- No further machines in the old ones");
    }

    @Test
    void chineseArticleWithoutParagraphTagsIsFound() {
        String text = read(
                "<table><tr><td class=nav>首页 | 要闻 | 财经</td><td><font size=3>　　四川省某市发展改革委周二召集矿企负责人开会，要求其在月底前停止用电。<br><br>　　多位与会者证实，会上没有提及补偿，也没有说明何时可以恢复。<br><br>　　当地供电公司表示，将按照通知分批拆除专线，并对拒不执行者立案查处，目前已有十一家矿场登记。<br><br>责任编辑：王某</font></td></tr></table>");

        assertThat(text)
                .isEqualTo(
                        "四川省某市发展改革委周二召集矿企负责人开会，要求其在月底前停止用电。\n\n多位与会者证实，会上没有提及补偿，也没有说明何时可以恢复。\n\n当地供电公司表示，将按照通知分批拆除专线，并对拒不执行者立案查处，目前已有十一家矿场登记。");
    }

    @Test
    void articleCutInPiecesByAdvertisementsIsWhole() {
        String text = read("<div id=page><div class=piece><p>" + FIRST
                + "</p></div><div class=ad-slot>Advertisement</div><div class=piece><p>" + SECOND
                + "</p></div><div class=ad-slot>Advertisement</div><div class=piece><p>" + THIRD + "</p></div></div>");

        assertThat(text).isEqualTo(TEXT);
    }

    @Test
    void textBehindAScriptIsTakenFromWhatSearchEnginesAreTold() {
        String text = read(
                "<div id=app>Loading…</div><script type='application/ld+json'>{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"articleBody\":\""
                        + TEXT.replace("\n", "\\n") + "\"}]}</script>");

        assertThat(text).isEqualTo(TEXT);
    }

    @Test
    void ofSeveralStoriesForSearchEnginesTheOneOfThisPageIsTaken() {
        String text = read("<h1>Miners told to stop by Friday</h1><script type='application/ld+json'>["
                + "{\"@type\":\"NewsArticle\",\"headline\":\"Something else altogether\",\"articleBody\":\""
                + "Not this one. ".repeat(200) + "\"},{\"@type\":\"NewsArticle\",\"headline\":"
                + "\"Miners told to stop by Friday\",\"articleBody\":\"" + TEXT.replace("\n", "\\n") + "\"}]</script>");

        assertThat(text).isEqualTo(TEXT);
    }

    @Test
    void pageWithoutArticleHasNoText() {
        String text =
                read("<h1>Page not found</h1><p>The page that you were looking for has moved, or was never there.</p>");

        assertThat(text).isEmpty();
    }

    @Test
    void brokenLinkedDataIsPassedOver() {
        String text = read(
                "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"articleBody\": \"cut</script><article>"
                        + ARTICLE + "</article>");

        assertThat(text).isEqualTo(TEXT);
    }

    @Test
    void longCommentsDoNotOutweighAShortArticle() {
        String comments =
                "<div class=comment-item><p>I have lived here for thirty years, and never, ever, have I heard such a noise, I say.</p></div>"
                        .repeat(40);

        String text = read("<div class=content>" + ARTICLE + "</div><section id=comments>" + comments + "</section>");

        assertThat(text).isEqualTo(TEXT);
    }

    @Test
    void canonicalUrlIsMadeAbsolute() {
        ArticlePage page =
                ArticlePage.read("<link rel=canonical href=/news/1><p>x</p>", "https://courier.example/amp/1");

        assertThat(page.canonicalUrl()).isEqualTo("https://courier.example/news/1");
    }

    private static String read(String html) {
        return ArticlePage.read("<html><body>" + html + "</body></html>", "https://courier.example/1")
                .text();
    }
}
