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

    private String englishEvent() {
        boolean reversed = status == Status.REVERSED;
        return switch (category) {
            case MINING_BAN -> {
                String verb = switch (status) {
                    case PROPOSED -> " propose curbs on crypto mining";
                    case ANNOUNCED -> " announce curbs on crypto mining";
                    case REVERSED -> " lift or reject curbs on crypto mining";
                    default -> " act against crypto mining";
                };
                yield actors("Authorities", " and ", false) + verb + in(" in ", place, false);
            }
            case RELOCATION ->
                actors("Crypto firms", " and ", false)
                        + (reversed ? " will not move" : status == Status.IN_FORCE ? " moved" : " to move")
                        + " operations" + in(" from ", from, false) + in(" to ", to, false);
            case NFT_LAUNCH ->
                (actors("", " and ", false) + " ").stripLeading()
                        + (reversed
                                ? "NFT launch called off"
                                : status == Status.IN_FORCE ? "NFT launch" : "NFT launch announced");
            case CITY_INVITATION ->
                actors("Officials", " and ", false) + (reversed ? " no longer invite" : " court") + " crypto firms"
                        + in(" to ", place, false);
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
                        + in("从", from, true)
                        + (reversed ? "取消迁移" : status == Status.IN_FORCE ? "迁移业务" : "将迁移业务")
                        + in("至", to, true);
            case NFT_LAUNCH ->
                actors("", "、", true) + (reversed ? "取消发行NFT" : status == Status.IN_FORCE ? "发行NFT" : "宣布将发行NFT");
            case CITY_INVITATION -> (place == null ? "" : place.chineseName()) + (reversed ? "不再邀请加密企业" : "邀请加密企业落户");
        };
    }

    private String actors(String unnamed, String joint, boolean chinese) {
        List<String> names = testimony.claims().stream()
                .flatMap(claim -> claim.actors().stream())
                .map(actor -> chinese ? actor.chineseName() : actor.name())
                .distinct()
                .limit(2)
                .toList();
        String joined = names.stream().collect(Collectors.joining(joint));
        return joined.isEmpty() ? unnamed : capital(joined);
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String in(String preposition, @Nullable Entry place, boolean chinese) {
        return place == null ? "" : preposition + (chinese ? place.chineseName() : place.name());
    }
}
