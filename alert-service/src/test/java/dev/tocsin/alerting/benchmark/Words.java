package dev.tocsin.alerting.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up words and names, those of one number alike in both languages, among common ones of a language. */
record Words(boolean chinese) {
    static final List<String> COUNTRIES = List.of(
            ("US CN RU CA IN BR AU KZ IR DE GB FR JP KR SG AE PY AR VE SE NO IS GE UA PL TR TH VN MY ID PH NG ZA ET KE EG SA"
                            + " MX CL SV")
                    .split(" "));

    private static final int RARE = 20_000;
    private static final String CONSONANTS = "bdfgklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final List<String> COMMON = List.of(
            "the new after said that its mining power would from company year which and with government".split(" "));
    private static final List<String> COMMON_CHINESE = List.of("中国 比特币 挖矿 公司 项目 政府 电力 计划".split(" "));

    /** Some are in the news far more often than others. */
    String rare(SplittableRandom random) {
        int number = (int) (RARE * random.nextDouble() * random.nextDouble());
        return chinese ? han(number, 3) : latin(number, 4);
    }

    /** Of two words. */
    String name(int number) {
        if (chinese) {
            return han(1_000_000 + number, 4);
        }
        String first = latin(1_000_000 + number, 3);
        return Character.toUpperCase(first.charAt(0)) + first.substring(1) + " " + latin(2_000_000 + number / 3, 3);
    }

    String sentence(List<String> said, int common, SplittableRandom random) {
        List<String> words = new ArrayList<>(said);
        for (int i = 0; i < common; i++) {
            List<String> from = chinese ? COMMON_CHINESE : COMMON;
            words.add(random.nextInt(words.size() + 1), from.get(random.nextInt(from.size())));
        }
        return chinese ? String.join("", words) + "。" : String.join(" ", words) + ".";
    }

    private static String latin(int number, int syllables) {
        SplittableRandom random = new SplittableRandom(number * 53L + 5);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        }
        return word.toString();
    }

    private static String han(int number, int length) {
        SplittableRandom random = new SplittableRandom(number * 59L + 6);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) (0x4E00 + random.nextInt(3_000)));
        }
        return word.toString();
    }
}
