package dev.tocsin.classify.gazetteer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A place on its way into the gazetteer, with every name that a source gives it. */
final class Candidate {

    /** The rarer a kind, the stronger its claim on a name. */
    enum Kind {
        COUNTRY,
        SUBDIVISION,
        CITY
    }

    final Kind kind;
    final boolean typed;
    final String code;
    final String name;
    final long population;
    final Set<String> english = new LinkedHashSet<>();
    final Set<String> chinese = new LinkedHashSet<>();

    /** The adjective of a country, the GeoNames id of any other place. */
    String third = "";

    /** Of a kind that news rarely speak of: its names want their country beside them. */
    boolean minor;

    Candidate(Kind kind, boolean typed, String code, String name, long population) {
        this.kind = kind;
        this.typed = typed;
        this.code = code;
        this.name = name;
        this.population = population;
    }

    static Candidate typed(Kind kind, String[] row) {
        Candidate candidate = new Candidate(kind, true, row[0], row[1], Long.MAX_VALUE / 1000);
        candidate.third = row[2];
        if (kind == Kind.COUNTRY) {
            boolean doubtful = Tsv.names(row[3]).contains("?" + row[1]);
            candidate.english.addAll(doubtful ? List.of(row[2]) : List.of(row[1], row[2]));
        }
        candidate.english.addAll(Tsv.names(row[3]));
        candidate.chinese.addAll(Tsv.names(row[4]));
        return candidate;
    }

    String country() {
        return code.substring(0, 2);
    }

    List<String> names() {
        List<String> names = new ArrayList<>(english);
        names.addAll(chinese);
        return names;
    }
}
