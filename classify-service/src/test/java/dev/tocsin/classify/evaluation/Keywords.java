package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.corpus.CorpusItem;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What somebody would write who has an hour: an article is of a category if it holds a word of each of its two lists. */
final class Keywords {

    private record Pair(Pattern one, Pattern other) {}

    private static final Map<Category, Pair> LISTS = new EnumMap<>(Map.of(
            Category.MINING_BAN,
            pair(
                    "\\bmin(?:ing|ers?|es?)\\b|挖矿|矿场|矿工|矿机",
                    "\\bban|crack(?:s|ed)? ?down|outlaw|prohibit|moratorium|shut|seiz|illegal|禁|取缔|关停|清退|整治|查获|叫停"),
            Category.RELOCATION,
            pair(
                    "\\bcrypto|bitcoin|\\bmin(?:ing|ers?)\\b|exchange|加密|比特币|矿|交易所",
                    "relocat|\\bmov(?:e|es|ed|ing)\\b|\\bmigrat|\\bleav(?:e|es|ing)\\b|\\bship(?:s|ped)?\\b|迁|搬|转移|撤离|出海"),
            Category.NFT_LAUNCH,
            pair(
                    "\\bnfts?\\b|non-fungible|数字藏品",
                    "launch|releas|\\bdrop(?:s|ped)?\\b|issu|unveil|announc|mint|推出|发行|发布|上线|发售"),
            Category.CITY_INVITATION,
            pair(
                    "\\bmayor|governor|president|minister|\\bcity\\b|\\bstate\\b|市长|州长|总统|部长|议员|政府",
                    "welcom|invit|attract|\\blur(?:e|es|ing)\\b|\\bcourt(?:s|ing)\\b|crypto hub|open arms|欢迎|邀请|吸引")));

    private Keywords() {}

    private static Pair pair(String one, String other) {
        return new Pair(Pattern.compile(one), Pattern.compile(other));
    }

    static Set<Category> of(CorpusItem item) {
        String folded = Folding.fold(item.title() + "\n" + item.text());
        Set<Category> found = EnumSet.noneOf(Category.class);
        LISTS.forEach((category, lists) -> {
            if (lists.one().matcher(folded).find()
                    && lists.other().matcher(folded).find()) {
                found.add(category);
            }
        });
        return found;
    }
}
