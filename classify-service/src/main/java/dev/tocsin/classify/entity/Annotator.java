package dev.tocsin.classify.entity;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.passage.Sentence;
import java.util.ArrayList;
import java.util.List;

/** Makes out the places and actors in a sentence. */
public final class Annotator {

    private final Gazetteer gazetteer;
    private final Authorities authorities;

    public Annotator(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
        this.authorities = new Authorities(gazetteer);
    }

    public AnnotatedSentence annotate(Sentence sentence) {
        String text = sentence.text();
        String folded = Folding.fold(text);
        boolean chinese = isChinese(folded);
        List<Mention> mentions = new ArrayList<>(gazetteer.mentions(text, folded));
        int dateline = Dateline.end(sentence);
        mentions.removeIf(mention -> mention.tag() == Tag.PLACE && mention.start() < dateline);
        mentions = StateWords.in(mentions, folded, gazetteer);
        mentions = Officials.addTo(mentions, text, tag(folded, mentions), chinese);
        mentions = authorities.addTo(mentions, tag(folded, mentions), chinese);
        return new AnnotatedSentence(sentence, folded, tag(folded, mentions), mentions, chinese);
    }

    /** The authority of an unnamed kind, once the text around it has told whose it is. */
    public Entry authorityOf(Entry agency, Entry place) {
        Agency kind = agency.agency() == null ? Agency.AUTHORITIES : agency.agency();
        return authorities.of(kind, place);
    }

    /** "Kazakh authorities": who acts where a text names only the country. */
    public Entry authoritiesOf(Entry place) {
        return authorities.of(Agency.AUTHORITIES, place);
    }

    private static String tag(String folded, List<Mention> mentions) {
        StringBuilder tagged = new StringBuilder(folded);
        for (Mention mention : mentions) {
            for (int i = mention.start(); i < mention.end(); i++) {
                tagged.setCharAt(i, mention.tag().sign());
            }
        }
        return tagged.toString();
    }

    private static boolean isChinese(String folded) {
        int han = 0;
        int latin = 0;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isIdeographic(c)) {
                han++;
            } else if (c >= 'a' && c <= 'z') {
                latin++;
            }
        }
        return han * 5 > latin;
    }
}
