package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.passage.Sentence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells whether a name in the corpus and an actor of a report are the same: by id where both have one, else by name. */
public final class ActorNames {

    /** Begins what the id of every authority of a kind ends with. */
    private static final String SOMEWHERE = "-";

    private final Annotator annotator;
    private final Map<String, Set<String>> keys = new HashMap<>();

    public ActorNames(Annotator annotator) {
        this.annotator = annotator;
    }

    boolean areSame(String name, Actor actor) {
        boolean known = keys.computeIfAbsent(name, this::keysOf).stream()
                .anyMatch(key -> key.startsWith(SOMEWHERE) ? actor.key().endsWith(key) : key.equals(actor.key()));
        if (known) {
            return true;
        }
        String one = plain(name);
        String other = plain(actor.name());
        return isPartOf(one, other) || isPartOf(other, one);
    }

    /** True where any of the names is any of the actors. */
    boolean anySame(List<String> names, List<Actor> actors) {
        return names.stream().anyMatch(name -> actors.stream().anyMatch(actor -> areSame(name, actor)));
    }

    private Set<String> keysOf(String written) {
        String name = written.replaceFirst("^[Tt]he ", "");
        AnnotatedSentence sentence = annotator.annotate(Sentence.title(name));
        Set<String> found = new HashSet<>();
        for (Mention mention : sentence.mentions()) {
            if (mention.actor() != null) {
                found.add(mention.actor().key());
            } else if (mention.entry().agency() != null) {
                // "The energy bureau": which one, its text says elsewhere, and the report has read it there.
                found.add(SOMEWHERE + mention.entry().agency().slug());
            } else if (mention.start() == 0 && mention.end() == name.length() && mention.place() != null) {
                // "Sichuan has banned": its authorities have.
                Actor authorities = annotator.authoritiesOf(mention.entry()).actor();
                if (authorities != null) {
                    found.add(authorities.key());
                }
            }
        }
        return found;
    }

    private static String plain(String name) {
        return Folding.fold(name)
                .replaceFirst("^(?:the|an?|its|his|her|their) ", "")
                .replaceAll("['’]s(?= )", " 's")
                .replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "")
                .strip();
    }

    /** In whole words: Julian Lennon is part of Julian Lennon's team, Suarez is part of Francis Suarez, and Core of no Coreweave. */
    private static boolean isPartOf(String part, String whole) {
        boolean chinese = !part.isEmpty() && Character.isIdeographic(part.charAt(0));
        return part.length() >= 2 && (chinese ? whole.contains(part) : (" " + whole + " ").contains(" " + part + " "));
    }
}
