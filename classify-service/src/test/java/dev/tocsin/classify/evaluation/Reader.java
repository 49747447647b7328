package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Opinion;
import dev.tocsin.classify.category.Tally;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.passage.Sentence;
import dev.tocsin.classify.report.EventFinder;
import dev.tocsin.classify.report.EventReport;
import dev.tocsin.classify.training.Example;
import dev.tocsin.classify.voice.PooledClassifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads items as the service does, and looks over its shoulder: every sentence is judged once. Threadsafe. */
final class Reader {

    /** Reports differ in nothing else between two runs. */
    private static final Instant NOW = Instant.EPOCH;

    private final SentenceEncoder english = Encoders.english();
    private final SentenceEncoder chinese = Encoders.chinese();
    private final Annotator annotator;
    private final Recorder recorder;
    private final EventFinder finder;
    private final ThreadLocal<Notes> notes = ThreadLocal.withInitial(Notes::new);

    Reader() {
        Gazetteer gazetteer = new Gazetteer();
        this.annotator = new Annotator(gazetteer);
        this.recorder = new Recorder(PooledClassifier.load(watched(english), watched(chinese), Tally.NONE));
        this.finder = new EventFinder(recorder, gazetteer);
    }

    private SentenceEncoder watched(SentenceEncoder encoder) {
        return sentence -> {
            notes.get().encoded.add(sentence);
            return encoder.encode(sentence);
        };
    }

    Annotator annotator() {
        return annotator;
    }

    Reading read(CorpusItem item) {
        Notes taken = new Notes();
        notes.set(taken);
        List<EventReport> reports = finder.find(item.article(), NOW);
        List<Reading.Judged> sentences = new ArrayList<>();
        for (Heard heard : taken.heard) {
            boolean untitled =
                    item.title() == null && heard.sentence().sentence().origin() == Sentence.Origin.TITLE;
            if (!untitled) {
                sentences.add(new Reading.Judged(
                        heard.sentence(),
                        heard.around(),
                        heard.headline(),
                        Example.labels(item, heard.sentence().sentence()).keySet(),
                        heard.categories()));
            }
        }
        if (!taken.heard.isEmpty()) {
            return new Reading(item, reports, sentences, true, taken.encoded.size());
        }
        for (Example unread : Example.of(item, annotator)) {
            sentences.add(new Reading.Judged(
                    unread.sentence(),
                    unread.around(),
                    Headline.NONE,
                    unread.labels().keySet(),
                    Set.of()));
        }
        return new Reading(item, reports, sentences, false, 0);
    }

    /** Why a sentence was judged as it was. */
    List<Opinion> explain(Reading.Judged judged) {
        return recorder.explain(judged.sentence(), judged.around(), judged.headline());
    }

    private record Heard(AnnotatedSentence sentence, String around, Headline headline, Set<Category> categories) {}

    /** What was heard of the item that a thread reads. */
    private static final class Notes {
        private final List<Heard> heard = new ArrayList<>();
        private final Set<String> encoded = new HashSet<>();
    }

    /** Writes down what it hears the classifier say. */
    private final class Recorder implements Classifier {
        private final Classifier classifier;

        Recorder(Classifier classifier) {
            this.classifier = classifier;
        }

        @Override
        public String version() {
            return classifier.version();
        }

        @Override
        public Headline hear(AnnotatedSentence headline, String around) {
            return classifier.hear(headline, around);
        }

        @Override
        public List<Verdict> classify(AnnotatedSentence sentence, String around, Headline headline) {
            List<Verdict> verdicts = classifier.classify(sentence, around, headline);
            Set<Category> categories = EnumSet.noneOf(Category.class);
            verdicts.forEach(verdict -> categories.add(verdict.category()));
            notes.get().heard.add(new Heard(sentence, around, headline, categories));
            return verdicts;
        }

        @Override
        public List<Opinion> explain(AnnotatedSentence sentence, String around, Headline headline) {
            return classifier.explain(sentence, around, headline);
        }
    }
}
