package diffusam.app;

import diffusam.engine.SlicePrompt;
import diffusam.jobs.Urgency;
import diffusam.viewer.PromptTool;
import diffusam.viewer.PromptTool.Answer;
import diffusam.viewer.PromptTool.Question;
import java.util.BitSet;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/** Has the model outline what a user points at; the newest question wins. FX thread only. */
final class Assist implements PromptTool.Outliner {
    private final Background background;
    private final LazyEngine engine;
    private final Notices notices;
    private final Texts texts;
    private final ReadOnlyIntegerWrapper answers = new ReadOnlyIntegerWrapper(0);
    private @Nullable RunningJob latest;

    Assist(Background background, LazyEngine engine, Notices notices, Texts texts) {
        this.background = background;
        this.engine = engine;
        this.notices = notices;
        this.texts = texts;
    }

    /** Counts the answers, for views that show them. */
    ReadOnlyIntegerProperty answersProperty() {
        return answers.getReadOnlyProperty();
    }

    @Override
    public void ask(Question question, Answer answer) {
        if (latest != null) {
            latest.cancel();
        }
        SlicePrompt prompt = prompt(question);
        latest = background.model(
                Urgency.CLICK,
                texts.of("job.assist"),
                context -> engine.use(model -> model.outline(question.slice().image(), prompt))
                        .map(Assist::pixels),
                outline -> take(outline, answer));
    }

    private void take(Optional<BitSet> outline, Answer answer) {
        if (outline.isEmpty() || outline.get().isEmpty()) {
            notices.tell(texts.of("notice.nothingThere"));
        }
        answer.take(outline.orElseGet(BitSet::new));
        answers.set(answers.get() + 1);
    }

    private static SlicePrompt prompt(Question question) {
        return new SlicePrompt(
                question.slice().layout(),
                question.slice().slice(),
                question.clicks().stream()
                        .map(click -> new SlicePrompt.Point(
                                click.point().column(), click.point().row(), click.inside()))
                        .toList(),
                question.box()
                        .map(box -> new SlicePrompt.Box(
                                box.first().column(),
                                box.first().row(),
                                box.last().column(),
                                box.last().row())));
    }

    private static BitSet pixels(boolean[] mask) {
        BitSet set = new BitSet(mask.length);
        for (int p = 0; p < mask.length; p++) {
            set.set(p, mask[p]);
        }
        return set;
    }
}
