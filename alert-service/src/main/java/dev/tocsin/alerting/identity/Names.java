package dev.tocsin.alerting.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of actors, as far as spelling is no difference. */
public final class Names {
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern LEGAL_FORM = Pattern.compile(
            "( (inc|corp|corporation|ltd|limited|llc|plc|co|company|group|holdings?|gmbh|ag|sa))+$|(股份)?有限(责任)?公司$|集团$");
    private static final Set<String> NOBODY_IN_PARTICULAR = Set.of("""
            a an the some several many unnamed unknown anonymous local regional provincial national state city
            government governments authority authorities official officials regulator regulators miner miners
            mining bitcoin crypto cryptocurrency firm firms company companies farm farms pool pools operator
            operators logistics exchange exchanges platform chinese of
            """.strip().split("\\s+"));
    private static final Pattern NOBODY_IN_CHINESE = Pattern.compile(
            "(某|一些|多家|多个|一家|部分|当地|地方|有关|相关|中国|国内|省|市|州|政府|官方|当局|部门|监管|机构|矿工|矿企|矿场|矿池|比特币|加密|货币|虚拟|挖矿|物流|公司|企业|平台|交易所|的)+");

    /** What is called only by what it is: "Norwegian-owned miner", 多伦多上市公司, 一家深圳矿企, 四川礦企. */
    private static final Pattern DESCRIPTION =
            Pattern.compile(".*[- ](owned|based|listed|backed|born|linked)( .*)?|(a|an|the|one|another) .*"
                    + "|(某|一家|这家|該|该|另一).*|.*(上市|创业板|創業板|科创板)(公司|企业|企業|矿企|礦企)?"
                    + "|.{1,5}(矿企|礦企|矿商|礦商|矿工|礦工|矿场|礦場)");

    private Names() {}

    /** Lower case, compatibility forms folded (full width, ligatures), one blank between words. */
    public static String normalise(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NO_LETTER.matcher(folded).replaceAll(" ").strip();
    }

    /** The name without its legal form: {@code Canaan Inc.} is {@code canaan}. */
    public static String core(String name) {
        String normal = normalise(name);
        String bare = LEGAL_FORM.matcher(normal).replaceFirst("").strip();
        return bare.isEmpty() ? normal : bare;
    }

    /** Whether one name is the other with something before or behind it: Halden, Halden Compute. */
    static boolean extend(String one, String other) {
        String shorter = one.length() <= other.length() ? one : other;
        String longer = one.length() <= other.length() ? other : one;
        boolean han = shorter.codePoints().anyMatch(Character::isIdeographic);
        if (han) {
            return shorter.length() >= 2 && (longer.startsWith(shorter) || longer.endsWith(shorter));
        }
        return shorter.length() >= 4 && (" " + longer + " ").contains(" " + shorter + " ");
    }

    /** Whether the name names nobody in particular: "Chinese authorities", "a logistics firm", "某矿企". */
    static boolean isGeneric(String name) {
        String normal = normalise(name);
        if (normal.isEmpty()
                || NOBODY_IN_CHINESE.matcher(normal).matches()
                || DESCRIPTION.matcher(normal).matches()) {
            return true;
        }
        for (String word : normal.split(" ")) {
            if (!NOBODY_IN_PARTICULAR.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
