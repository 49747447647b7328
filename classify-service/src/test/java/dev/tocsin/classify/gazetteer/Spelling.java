package dev.tocsin.classify.gazetteer;

import dev.tocsin.classify.article.Folding;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** How the sources write names, and how we do. */
final class Spelling {

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}");
    private static final Pattern ASIDE = Pattern.compile(" ?[(（].*?[)）]|[²³]");
    private static final Pattern HAN = Pattern.compile("[\u4e00-\u9fff·]{2,16}");

    /** Streets, townships and the like, which GeoNames gives as further names of the town around them. */
    private static final Pattern SMALLER = Pattern.compile(".*[路镇鎮乡鄉村街府洞里町邑面]");

    private static final Pattern CHINESE_KIND =
            Pattern.compile("(?:特别行政区|自治区|自治州|自治省|边疆区|共和国|首都区|联邦区|联邦直辖区|都会区|大区|地区|专区|州|省|市|邦|区|县|郡|道|盟)$");
    private static final Pattern PEOPLES =
            Pattern.compile("(?<=..)(?:蒙古族|朝鲜族|哈萨克族?|柯尔克孜|[\u4e00-\u9fff]{1,3}族)+$|(?<=..)蒙古$");

    private static final Pattern ENGLISH_KIND = Pattern.compile(
            "\\b(?:province|region|oblast|oblisi|oblysy|krai|kray|republic|state|governorate|prefecture|department|district|county|municipality|autonomous|of|the|al|el|ad|as|ash|az|an|de|da|do|la|special|metropolitan|city|territory|voivodeship|canton|parish|emirate|council)\\b");

    private Spelling() {}

    /** Without diacritics: Malmö, Malmo. */
    static String ascii(String name) {
        String plain = name.replace('ı', 'i')
                .replace('ł', 'l')
                .replace('Ł', 'L')
                .replace('ø', 'o')
                .replace('Ø', 'O')
                .replace('đ', 'd')
                .replace('Đ', 'D')
                .replace('ə', 'a')
                .replace('Ə', 'A')
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replaceAll("[’‘ʻʼ`]", "'");
        return MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
    }

    static String withoutAside(String name) {
        return ASIDE.matcher(name).replaceAll("").strip();
    }

    /** Simplified; empty for a name in another script, or of something smaller than a town. */
    static String chinese(String name) {
        String folded = Folding.fold(withoutAside(name)).replaceAll("[－–—•・]", "·");
        return HAN.matcher(folded).matches() && !SMALLER.matcher(folded).matches() ? folded : "";
    }

    /** 阿坝藏族羌族自治州 is 阿坝, 巴甫洛达尔州 is 巴甫洛达尔. */
    static String shortChinese(String name) {
        String without = CHINESE_KIND.matcher(name).replaceFirst("");
        return PEOPLES.matcher(without).replaceFirst("");
    }

    /** What two sources have in common that write "Tomsk Oblast" and "Tomsk". */
    static String key(String name) {
        String words = ENGLISH_KIND
                .matcher(ascii(name).toLowerCase(java.util.Locale.ROOT))
                .replaceAll(" ");
        return words.replaceAll("[^a-z0-9]", "");
    }
}
