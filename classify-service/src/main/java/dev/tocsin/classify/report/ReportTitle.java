package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.passage.Sentence;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line that tells an event, in the language of its article. */
record ReportTitle(
        Category category,
        Status status,
        Testimony testimony,
        @Nullable Entry place,
        @Nullable Entry from,
        @Nullable Entry to) {

    /** The article's own title where it tells this event and the article no other; else one put together from the facts. */
    String of(Article article, int events) {
        boolean told = testimony.claims().stream().anyMatch(claim -> claim.origin() == Sentence.Origin.TITLE);
        String own = article.title().strip();
        boolean short_ = own.length() <= EventReport.MAX_TITLE_CHARS;
        String title = events == 1 && told && short_ ? own : article.language().isChinese() ? chinese() : english();
        return title.length() <= EventReport.MAX_TITLE_CHARS ? title : title.substring(0, EventReport.MAX_TITLE_CHARS);
    }

    private String english() {
        String doubt = switch (status) {
            case RUMOURED -> " (rumoured)";
            case DENIED -> " (denied)";
            default -> "";
        };
        return doubt.isEmpty() ? englishEvent() : englishEvent() + doubt;
    }

    /** In the passive, which agrees with one actor and with many. */
    private String englishEvent() {
        return switch (category) {
            case MINING_BAN -> {
                String verb = switch (status) {
                    case PROPOSED -> "Curbs on crypto mining proposed";
                    case ANNOUNCED -> "Curbs on crypto mining announced";
                    case REVERSED -> "Curbs on crypto mining lifted or rejected";
                    default -> "Crypto mining restricted";
                };
                yield verb + in(" in ", place, false) + by(actors("", " and ", false));
            }
            case RELOCATION -> {
                String verb = switch (status) {
                    case REVERSED -> " will not move";
                    case IN_FORCE -> " moved";
                    default -> " to move";
                };
                yield actors("Crypto firms", " and ", false) + verb + " operations" + in(" from ", from, false)
                        + in(" to ", to, false);
            }
            case NFT_LAUNCH -> {
                String verb = switch (status) {
                    case REVERSED -> "NFT launch called off";
                    case IN_FORCE -> "NFT launch";
                    default -> "NFT launch announced";
                };
                yield verb + by(actors("", " and ", false));
            }
            case CITY_INVITATION ->
                (status == Status.REVERSED ? "Crypto firms no longer invited" : "Crypto firms invited")
                        + in(" to ", place, false)
                        + by(actors("", " and ", false));
        };
    }

    private String chinese() {
        String doubt = switch (status) {
            case RUMOURED -> "（传闻）";
            case DENIED -> "（已否认）";
            default -> "";
        };
        return chineseEvent() + doubt;
    }

    private String chineseEvent() {
        boolean reversed = status == Status.REVERSED;
        return switch (category) {
            case MINING_BAN -> {
                String verb = switch (status) {
                    case PROPOSED -> "拟限制加密货币挖矿";
                    case ANNOUNCED -> "宣布限制加密货币挖矿";
                    case REVERSED -> "解除或否决挖矿限制";
                    default -> "整治加密货币挖矿";
                };
                yield (place == null ? "监管部门" : place.chineseName()) + verb;
            }
            case RELOCATION ->
                actors("加密企业", "、", true)
                        + (reversed ? "取消" : status == Status.IN_FORCE ? "已" : "将")
                        + in("从", from, true)
                        + "迁移业务"
                        + in("至", to, true);
            case NFT_LAUNCH ->
                actors("", "、", true) + (reversed ? "取消发行NFT" : status == Status.IN_FORCE ? "发行NFT" : "宣布将发行NFT");
            case CITY_INVITATION -> (place == null ? "" : place.chineseName()) + (reversed ? "不再邀请加密企业" : "邀请加密企业落户");
        };
    }

    private String actors(String unnamed, String joint, boolean chinese) {
        List<String> names = testimony.claims().get(0).actors().stream()
                .map(actor -> chinese ? actor.chineseName() : actor.name())
                .distinct()
                .limit(2)
                .toList();
        String joined = names.stream().collect(Collectors.joining(joint));
        return joined.isEmpty() ? unnamed : capital(joined);
    }

    private static String by(String actors) {
        return actors.isEmpty() ? "" : " by " + actors;
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String in(String preposition, @Nullable Entry place, boolean chinese) {
        return place == null ? "" : preposition + (chinese ? place.chineseName() : place.name());
    }
}
