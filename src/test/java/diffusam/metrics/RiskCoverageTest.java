package diffusam.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.metrics.RiskCoverage.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {
    /** scipy.stats.spearmanr([.9, .8, .8, .3, .5], [.95, .7, .9, .6, .2]) = 0.8720815992723809. */
    @Test
    void spearmanIsThatOfScipyWithEqualValues() {
        RiskCoverage judged = RiskCoverage.of(List.of(
                new Judged(1, .9, .95),
                new Judged(2, .8, .7),
                new Judged(3, .8, .9),
                new Judged(4, .3, .6),
                new Judged(5, .5, .2)));
        assertEquals(0.8720815992723809, judged.spearman(), 1e-12);
    }

    @Test
    void riskIsThatOfTheSurestMasks() {
        RiskCoverage judged = RiskCoverage.of(
                List.of(new Judged(6, .2, .4), new Judged(7, .9, 1), new Judged(8, .5, .8), new Judged(9, .7, .9)));
        assertEquals(0, judged.risk(.25), 1e-12);
        assertEquals(.05, judged.risk(.5), 1e-12);
        assertEquals(.225, judged.risk(1), 1e-12);
    }

    @Test
    void withoutMasksNothingIsDefined() {
        assertTrue(Double.isNaN(RiskCoverage.of(List.of()).spearman()));
        assertTrue(Double.isNaN(RiskCoverage.of(List.of()).risk(1)));
    }

    @Test
    void aSliceIsAsGoodAsItsWorstMask() {
        RiskCoverage judged = RiskCoverage.of(
                List.of(new Judged(4, .9, .2), new Judged(4, .3, .8), new Judged(5, .5, .9), new Judged(6, .7, .95)));
        RiskCoverage slices = judged.ofSlices();
        assertEquals(List.of(new Judged(6, .7, .95), new Judged(5, .5, .9), new Judged(4, .3, .2)), slices.masks());
        assertEquals(1, slices.spearman(), 1e-12);
    }
}
