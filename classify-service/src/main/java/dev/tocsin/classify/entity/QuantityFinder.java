package dev.tocsin.classify.entity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds amounts of what our events are about: machines, tonnes, megawatts, tokens, money. */
public final class QuantityFinder {

    private static final Map<String, String> UNITS = new TreeMap<>();

    static {
        units("t", "tonnes?", "tons?", "metric tons?", "吨");
        units("kg", "kilograms?", "kilos?", "kg", "公斤", "千克");
        units("MW", "megawatts?", "mw", "兆瓦");
        units("GW", "gigawatts?", "gw", "吉瓦");
        units("kW", "kilowatts?", "kw", "千瓦");
        units("kW.h", "kwh", "kilowatt[ -]hours?", "千瓦时", "度电");
        units(
                "machine",
                "machines?",
                "miners",
                "rigs?",
                "mining (?:machines?|rigs?|devices)",
                "asics?",
                "antminers?",
                "avalons?",
                "whatsminers?",
                "s\\d\\d(?:s| ?pros?| ?xps?)?",
                "consoles",
                "graphics cards",
                "gpus",
                "(?:liquid[ -]cooled )?units",
                "pieces of (?:mining )?equipment",
                "servers?",
                "台");
        units("project", "projects?", "mining projects?", "个(?=[^，。；]{0,10}项目)");
        units(
                "farm",
                "(?:crypto |bitcoin )?(?:mining )?farms?",
                "(?:crypto |bitcoin )?mining (?:sites?|cent(?:er|re)s)",
                "(?:crypto |bitcoin )?mines",
                "data[ -]cent(?:er|re)s",
                "座矿场",
                "间矿场",
                "间矿房",
                "个挖矿点",
                "家矿场",
                "个矿场",
                "处矿场");
        units("company", "compan(?:y|ies)", "firms?", "businesses", "家企业", "家公司", "家矿企", "家矿商", "家交易所", "家");
        units("container", "(?:mobile )?(?:mining )?containers?", "个集装箱", "个货柜", "只集装箱");
        units(
                "NFT",
                "nfts?",
                "non[ -]fungible tokens?",
                "digital collectibles?",
                "tokens",
                "collectibles",
                "avatars",
                "artworks",
                "cards",
                "stamps",
                "characters",
                "pictures",
                "portraits",
                "images",
                "moments",
                "枚",
                "份",
                "款",
                "幅",
                "个nft",
                "件",
                "颗",
                "只",
                "双");
        units("copy", "copies", "pieces", "editions?", "units?", "张");
    }

    private static final Map<String, String> CURRENCIES = Map.of(
            "$", "USD", "us$", "USD", "€", "EUR", "£", "GBP", "¥", "CNY", "美元", "USD", "元", "CNY", "人民币", "CNY", "欧元",
            "EUR", "港元", "HKD");

    private static final Pattern ENGLISH = Pattern.compile(
            "(?<![\\w$€£¥.,-])" + Numerals.ENGLISH_PATTERN
                    + "[ -](?:(?:more|about|of|new|illegal|illicit|limited[ -]edition|exclusive|crypto|bitcoin|cryptocurrency|such|different|unique|edition) ){0,3}(?<unit>"
                    + alternatives(false)
                    + ")\\b(?<of>(?: of)?(?: (?!in\\b|to\\b|from\\b|with\\b|and\\b|at\\b|on\\b|that\\b|by\\b|for\\b|within\\b|since\\b|is\\b|are\\b|was\\b|were\\b)[a-z][\\w'-]*){0,3})");

    private static final Pattern ENGLISH_MONEY = Pattern.compile(
            "(?<sign>us\\$|[$€£¥]) ?" + Numerals.ENGLISH_PATTERN
                    + "(?: (?:per|an?|each|for each|for every) (?<of>kilogram|kilo|kg|tonne?s?|ton|machine|miner|rig|unit|megawatt|mw|kilowatt|kwh|month|year|piece|token|nft|copy|day)\\b)?");

    private static final Pattern CHINESE = Pattern.compile(
            "(?<![\\d.])" + Numerals.CHINESE_PATTERN + "\\s*(?<unit>" + alternatives(true)
                    + ")(?<of>(?:[a-z]{0,5}[\\p{IsHan}]{0,8}?(?:矿机|项目|企业|公司|矿企|矿场|矿房|挖矿点|设备|数字藏品|藏品|皮肤|头像|盲盒|门票|作品)|nft)?)");

    private static final Pattern CHINESE_MONEY = Pattern.compile("(?:(?<per>每[吨公斤千克台度枚份张款]+)[^，。；\\d]{0,4})?"
            + Numerals.CHINESE_PATTERN + "\\s*(?<sign>美元|港元|欧元|元(?!宇宙)|人民币)(?<of>/[\\p{IsHan}a-z]{1,3})?");

    private QuantityFinder() {}

    private static void units(String unit, String... spellings) {
        for (String spelling : spellings) {
            UNITS.put(spelling, unit);
        }
    }

    private static String alternatives(boolean chinese) {
        return String.join(
                "|",
                UNITS.keySet().stream()
                        .filter(spelling -> chinese == spelling.codePoints().anyMatch(Character::isIdeographic)
                                || spelling.matches("mw|gw|kw|kwh|nfts\\?"))
                        .sorted((a, b) -> b.length() - a.length())
                        .toList());
    }

    public static List<Quantity> in(AnnotatedSentence sentence) {
        String folded = sentence.folded();
        List<Quantity> found = new ArrayList<>();
        Matcher counted = (sentence.chinese() ? CHINESE : ENGLISH).matcher(folded);
        while (counted.find()) {
            BigDecimal value = Numerals.value(counted.group("number"), counted.group("power"));
            String unit = unit(counted.group("unit"));
            if (value != null && unit != null) {
                String of = of(sentence, counted, unit);
                String counts = counted(counted.group("unit"), unit, of);
                if (counts != null) {
                    found.add(new Quantity(value, counts, of));
                }
            }
        }
        Matcher money = (sentence.chinese() ? CHINESE_MONEY : ENGLISH_MONEY).matcher(folded);
        while (money.find()) {
            BigDecimal value = Numerals.value(money.group("number"), money.group("power"));
            String currency = CURRENCIES.get(money.group("sign"));
            if (value != null && currency != null) {
                found.add(new Quantity(value, currency, price(sentence, money)));
            }
        }
        return found;
    }

    /** 26家挖矿项目 counts projects and 142家矿场 farms, though by the word for firms; 20家 counts anything. */
    private static @Nullable String counted(String written, String unit, @Nullable String of) {
        if (of != null && of.endsWith("项目")) {
            return "project";
        }
        if (of != null && unit.equals("company") && of.matches(".*(?:矿场|矿房|挖矿点)")) {
            return "farm";
        }
        return written.equals("家") && of == null ? null : unit;
    }

    private static @Nullable String unit(String spelling) {
        for (Map.Entry<String, String> unit : UNITS.entrySet()) {
            if (spelling.matches(unit.getKey().replaceAll("\\(\\?=.*\\)", ""))) {
                return unit.getValue();
            }
        }
        return null;
    }

    /** What is counted: the words behind "of", or the counted noun itself with the words that follow it. */
    private static @Nullable String of(AnnotatedSentence sentence, Matcher found, String unit) {
        String behind = verbatim(sentence, found, "of").strip();
        if (behind.startsWith("of ")) {
            return behind.substring(3);
        }
        if (sentence.chinese()) {
            return behind.isEmpty() ? null : behind;
        }
        if (unit.matches("t|kg|MW|GW|kW|kW\\.h")) {
            return null;
        }
        if (unit.equals("copy")) {
            return null;
        }
        String noun = verbatim(sentence, found, "unit");
        return unit.equals("NFT") && !behind.isEmpty() ? noun + " " + behind : noun;
    }

    private static @Nullable String price(AnnotatedSentence sentence, Matcher money) {
        String of = verbatim(sentence, money, "of").strip();
        if (of.isEmpty() && sentence.chinese() && money.start("per") >= 0) {
            of = verbatim(sentence, money, "per");
        }
        return of.isEmpty() ? null : sentence.chinese() ? of : "per " + of;
    }

    private static String verbatim(AnnotatedSentence sentence, Matcher found, String group) {
        int start = found.start(group);
        return start < 0 ? "" : sentence.sentence().text().substring(start, found.end(group));
    }
}
