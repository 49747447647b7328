package dev.tocsin.classify.gazetteer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cities of the world, and China's prefectures, that no line was typed for. */
final class Cities {

    static final long BIG = 100_000;

    private static final int MAX_CHINESE_NAMES = 4;

    private final IsoCodes codes;
    private final GeoNames geoNames;
    private final Set<String> taken = new HashSet<>();

    Cities(IsoCodes codes, GeoNames geoNames) {
        this.codes = codes;
        this.geoNames = geoNames;
    }

    /** Gives a typed city the id that GeoNames has for it, where its line has none. */
    void identify(List<Candidate> typed) {
        typed.forEach(candidate -> taken.add(candidate.third));
        for (Candidate candidate : typed) {
            GeoNames.City city = candidate.third.isEmpty() ? find(candidate) : null;
            if (city != null && taken.add(city.id())) {
                candidate.third = city.id();
            }
        }
    }

    private GeoNames.@Nullable City find(Candidate typed) {
        for (GeoNames.City city : geoNames.cities) {
            String code = codes.of(city);
            boolean there = code.equals(typed.code) || code.startsWith(typed.code + "-");
            boolean same = city.name().equals(typed.name)
                    || Spelling.ascii(city.name()).equals(typed.name)
                    || typed.country().equals("CN") && city.chinese().stream().anyMatch(typed.chinese::contains);
            if (there && same) {
                return city;
            }
        }
        return null;
    }

    /** 地级市, 自治州, 盟 and 地区: divisions whose code of the national standard GB/T 2260 ends with two zeros. */
    List<Candidate> prefectures(Path sources, List<Candidate> typed) throws IOException {
        Transliterator pinyin = Transliterator.getInstance("Han-Latin; Latin-ASCII");
        JsonNode provinces = new ObjectMapper()
                .readTree(sources.resolve("china/package/level.json").toFile());
        List<Candidate> all = new ArrayList<>();
        for (JsonNode province : provinces) {
            String iso = isoOf(province.get("name").asText());
            for (JsonNode division : province.path("children")) {
                String code = division.get("code").asText();
                String name = division.get("name").asText();
                String brief = Spelling.shortChinese(name);
                boolean known =
                        typed.stream().anyMatch(other -> other.code.equals(iso) && other.chinese.contains(brief));
                if (code.endsWith("00") && !known && name.matches(".*(?:市|州|盟|地区)")) {
                    all.add(prefecture(iso, code, name, brief, pinyin));
                }
            }
        }
        return all;
    }

    private Candidate prefecture(String iso, String code, String name, String brief, Transliterator pinyin) {
        String admin1 = codes.admin1OfChina(iso);
        GeoNames.City seat = geoNames.cities.stream()
                .filter(city -> city.country().equals("CN") && city.admin1().equals(admin1))
                .filter(city -> city.chinese().contains(brief))
                .findFirst()
                .orElse(null);
        String division = geoNames.admin2.getOrDefault("CN." + admin1 + "." + code.substring(0, 4), "");
        String latin = division.replace('’', '\'').replaceFirst(" (?:Shi|Diqu|Meng)$| (?:\\w+zu )+Zizhizhou$", "");
        if (latin.isEmpty() || latin.contains("Zizhizhou")) {
            String spelled = pinyin.transliterate(brief).replace(" ", "");
            latin = Character.toUpperCase(spelled.charAt(0)) + spelled.substring(1);
        }
        long population = seat == null ? 1_000_000 : Math.max(1_000_000, seat.population());
        Candidate prefecture = new Candidate(Candidate.Kind.CITY, false, iso, Spelling.ascii(latin), population);
        prefecture.english.add(Spelling.ascii(latin));
        // The city is its prefecture's seat and bears its name; an autonomous prefecture's seat has its own.
        if (seat != null && name.endsWith("市") && taken.add(seat.id())) {
            prefecture.third = seat.id();
            prefecture.english.addAll(seat.english());
        }
        prefecture.chinese.add(brief);
        prefecture.chinese.add(name);
        return prefecture;
    }

    private static String isoOf(String province) {
        Map<String, String> codes = new HashMap<>();
        String[] pairs = ("北京BJ天津TJ河北HE山西SX内蒙NM辽宁LN吉林JL黑龙HL上海SH江苏JS浙江ZJ安徽AH福建FJ江西JX山东SD河南HA"
                        + "湖北HB湖南HN广东GD广西GX海南HI重庆CQ四川SC贵州GZ云南YN西藏XZ陕西SN甘肃GS青海QH宁夏NX新疆XJ台湾--香港--澳门--")
                .split("(?<=[A-Z-]{2})");
        for (String pair : pairs) {
            codes.put(pair.substring(0, 2), "CN-" + pair.substring(2));
        }
        return codes.getOrDefault(province.substring(0, 2), "CN");
    }

    /** Counties, parishes and boroughs of the United States, whose boards decide over mines. */
    List<Candidate> counties(List<Candidate> typed) {
        List<Candidate> all = new ArrayList<>();
        geoNames.admin2.forEach((code, name) -> {
            String[] parts = code.split("\\.");
            String state = parts[0] + "-" + parts[1];
            boolean known = typed.stream().anyMatch(other -> other.code.equals(state) && other.name.equals(name));
            if (parts[0].equals("US") && name.matches(".* (?:County|Parish|Borough)") && !known) {
                Candidate county = new Candidate(Candidate.Kind.CITY, false, state, name.replace('’', '\''), 0);
                county.english.add(county.name);
                all.add(county);
            }
        });
        return all;
    }

    /** Outside China: there, a town's name in pinyin is the name of ten others. */
    List<Candidate> ofTheWorld() {
        List<Candidate> all = new ArrayList<>();
        for (GeoNames.City city : geoNames.cities) {
            boolean listed = Set.of("CN", "HK", "MO", "SG").contains(city.country());
            if (city.population() >= BIG && !listed && taken.add(city.id())) {
                Candidate candidate = new Candidate(
                        Candidate.Kind.CITY, false, codes.of(city), city.name().replace('’', '\''), city.population());
                candidate.third = city.id();
                candidate.english.addAll(city.english());
                city.chinese().stream().limit(MAX_CHINESE_NAMES).forEach(candidate.chinese::add);
                all.add(candidate);
            }
        }
        return all;
    }
}
