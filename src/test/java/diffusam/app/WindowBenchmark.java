package diffusam.app;

import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.AppliedEdit;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.engine.Compute;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.jobs.Watchdog;
import diffusam.settings.Settings;
import diffusam.viewer.Crosshair;
import diffusam.viewer.SliceView;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;

/**
 * Measures the window on a CT of 512×512×500 voxels with labels, and prints the figures. Needs a display.
 *
 * <ul>
 *   <li>Pulses come every two milliseconds instead of at the screen's rate, so that a time is what the work takes and not what
 *       is left of a sixtieth of a second.
 *   <li>Scrolling is the time from one picture of all three views to the next, each of another slice, as fast as they come.
 *   <li>"To the screen" is the time from a mouse event (the scroll, the drag of the brush, the release that ends a stroke) until
 *       the pixels that show it are given to the window system, one event after the other.
 *   <li>Measuring begins when what follows from opening and labelling (surfaces, lists) is done.
 * </ul>
 */
public final class WindowBenchmark {
    private static final int FRAMES = Integer.getInteger("frames", 400);
    private static final int STROKES = 60;
    private static final List<String> VIEWS = List.of("axial", "coronal", "sagittal");

    private WindowBenchmark() {}

    public static void main(String[] args) {
        System.setProperty("javafx.animation.pulse", "500");
        Compute.besideAWindow();
        Application.launch(Window512.class);
    }

    /** The window that is measured. */
    public static final class Window512 extends Application {
        @Override
        public void start(Stage stage) throws IOException {
            Locale.setDefault(Locale.ENGLISH);
            Path folder = Files.createTempDirectory("window-benchmark");
            System.setProperty("diffusam.work", folder.resolve("work").toString());
            Texts texts = Texts.in(Locale.ENGLISH);
            Studio studio = Studio.open(
                    stage,
                    new Surroundings(
                            new DiskFiles(texts),
                            model -> new NearestSeedEngine(),
                            new SilentPrompts(),
                            Optional::empty,
                            texts,
                            new Preferences(Settings.DEFAULT, settings -> {})));
            stage.setWidth(1920);
            stage.setHeight(1080);
            new AnimationTimer() {
                private int pulses;

                @Override
                public void handle(long now) {
                    if (++pulses == 2) { // the first pulse has been drawn
                        stop();
                        Presentation screen = new Presentation(stage.getScene());
                        new Thread(() -> new Run(studio, stage, folder, screen).measure()).start();
                    }
                }
            }.start();
        }
    }

    /** One measurement after the other, away from the FX thread. */
    private record Run(Studio studio, Stage stage, Path folder, Presentation screen, Map<String, SliceView> views) {
        Run(Studio studio, Stage stage, Path folder, Presentation screen) {
            this(studio, stage, folder, screen, new ConcurrentHashMap<>()); // to look for them takes time
        }

        void measure() {
            try {
                long start = ManagementFactory.getRuntimeMXBean().getStartTime();
                Figures.print("first window after the start of Java", System.currentTimeMillis() - start, 0, 2500);
                openFromDisk();
                paintLabels();
                settle();
                Figures.print("scrolling three views", frames(), 16.7, 33);
                Figures.print("scroll to the screen", scrolls(), 16.7, 33);
                try (TrainingLoad training = new TrainingLoad()) {
                    Figures.print("scrolling three views while a network trains", frames(), 16.7, 33);
                }
                settle();
                Figures.print("brush to the screen", drags(), 16, 33);
                settle();
                Figures.print("stroke to the screen", strokes(), 16, 33);
                memory();
                Platform.runLater(studio::quit);
            } catch (Exception e) {
                e.printStackTrace();
            } finally {
                deleteFolder();
                Platform.exit();
            }
        }

        private void openFromDisk() throws Exception {
            Path series = Files.createDirectory(folder.resolve("ct"));
            CtSeriesWriter.write(LargeScan.body(), series, "benchmark");
            long start = System.nanoTime();
            long processorBefore = Figures.processorMs();
            on(() -> {
                studio.model().workspace().openStudy(series);
                return true;
            });
            while (!on(() -> studio.model().workspace().glimpseProperty().get().isPresent()
                    || studio.model().workspace().open().isPresent())) {
                Thread.sleep(2);
            }
            Figures.print(
                    "open 500 slices from disk, the first shown", Figures.millisSince(start), processorBefore, 500);
            while (!on(() -> studio.model().workspace().open().isPresent() && areUpToDate())) {
                Thread.sleep(2);
            }
            Figures.print("open 500 slices from disk, all shown", Figures.millisSince(start), processorBefore, 3000);
        }

        private void paintLabels() throws Exception {
            LabelMap labels = LabelMap.of(LargeScan.organs()).on(open().grid());
            SortedSet<Integer> ids = labels.labels();
            long start = System.nanoTime();
            Map<String, Long> holds = new ConcurrentHashMap<>();
            try (Watchdog dog = new Watchdog(
                    Platform::runLater,
                    Duration.ofMillis(8),
                    hold -> holds.merge(hold.place("diffusam"), hold.time().toMillis(), Math::max))) {
                on(() -> {
                    for (int id : ids) {
                        open().apply("labels", open().annotation().put(Label.of(id)));
                    }
                    return true;
                });
                AppliedEdit edit = AppliedEdit.of(
                        open().annotation(), AnnotationEdit.ofVoxels(LabelEdit.between(open().map(), labels)));
                on(() -> {
                    open().apply("labels", edit);
                    return true;
                });
                Thread.sleep(1000);
            }
            System.out.printf("labels of the whole volume: %d ms%n", (System.nanoTime() - start) / 1_000_000 - 1000);
            holds.forEach((place, ms) -> System.out.printf("    held up for %d ms by %s%n", ms, place));
        }

        /** Time from one moment at which all three views show the wanted slice to the next, milliseconds. */
        private double[] frames() throws Exception {
            List<Double> times = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(1);
            AnimationTimer timer = new AnimationTimer() {
                private long last = System.nanoTime();
                private int n;

                @Override
                public void handle(long now) {
                    if (!areUpToDate()) {
                        return;
                    }
                    long time = System.nanoTime();
                    times.add((time - last) / 1e6);
                    last = time;
                    n++;
                    int k = 100 + n % 300;
                    open().crosshair.set(new Crosshair(open().grid(), k, k, k));
                    if (n >= FRAMES) {
                        stop();
                        done.countDown();
                    }
                }
            };
            ProcessorTime before = ProcessorTime.now();
            Holds holds = new Holds();
            try (holds) {
                on(() -> {
                    timer.start();
                    return true;
                });
                done.await();
            }
            ProcessorTime.now().printSince(before, FRAMES);
            holds.print();
            return times.stream().skip(FRAMES / 20).mapToDouble(t -> t).toArray();
        }

        /** Time from a change of all three slices until they are on the screen, milliseconds. */
        private double[] scrolls() throws Exception {
            double[] times = new double[FRAMES / 2];
            ProcessorTime before = ProcessorTime.now();
            for (int n = 0; n < times.length; n++) {
                int k = 100 + n % 300;
                times[n] = millisToTheScreen(() -> open().crosshair.set(new Crosshair(open().grid(), k, k, k)));
            }
            ProcessorTime.now().printSince(before, times.length);
            return times;
        }

        /** Time from each drag of a long stroke until it is on the screen. */
        private double[] drags() throws Exception {
            takeBrush();
            double[] times = new double[STROKES * 2];
            ProcessorTime before = ProcessorTime.now();
            on(() -> {
                view("axial").fireEvent(mouse(MouseEvent.MOUSE_PRESSED, 100, 200));
                return true;
            });
            for (int n = 0; n < times.length; n++) {
                MouseEvent drag = mouse(MouseEvent.MOUSE_DRAGGED, 102 + 2 * n, 200 + n % 40);
                times[n] = millisToTheScreen(() -> view("axial").fireEvent(drag));
                Thread.sleep(8);
            }
            ProcessorTime.now().printSince(before, times.length);
            millisToTheScreen(() -> view("axial").fireEvent(mouse(MouseEvent.MOUSE_RELEASED, 350, 220)));
            return times;
        }

        /** Time of a short stroke from the press until the labels it leaves are on the screen; the hand rests between two. */
        private double[] strokes() throws Exception {
            takeBrush();
            double[] times = new double[STROKES];
            ProcessorTime before = ProcessorTime.now();
            Holds holds = new Holds();
            try (holds) {
                for (int n = 0; n < STROKES; n++) {
                    int x = 100 + 4 * n;
                    times[n] = millisToTheScreen(() -> {
                        SliceView view = view("axial");
                        view.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, x, 200));
                        view.fireEvent(mouse(MouseEvent.MOUSE_DRAGGED, x + 20, 210));
                        view.fireEvent(mouse(MouseEvent.MOUSE_RELEASED, x + 20, 210));
                    });
                    Thread.sleep(100);
                }
            }
            ProcessorTime.now().printSince(before, STROKES);
            holds.print();
            return times;
        }

        private void takeBrush() throws Exception {
            on(() -> {
                studio.model().toolbox().tool.set(ToolKind.BRUSH);
                open().selectedLabel.set(1);
                return true;
            });
            settle();
        }

        /** Time from an event until the three views show what follows from it. */
        private double millisToTheScreen(Runnable event) throws Exception {
            long start = System.nanoTime();
            CompletableFuture<Long> presented = on(() -> {
                event.run();
                CompletableFuture<Boolean> asked = new CompletableFuture<>();
                Platform.runLater(() -> asked.complete(true)); // after the refresh that the event asks for
                return screen.of(() -> asked.isDone() && areUpToDate());
            });
            return (presented.get() - start) / 1e6;
        }

        /** Waits until nothing is computed but on the threads of the toolkit. */
        private static void settle() throws InterruptedException {
            ProcessorTime before = ProcessorTime.now();
            for (int n = 0; n < 100; n++) {
                Thread.sleep(700); // longer than what is put off is put off
                ProcessorTime now = ProcessorTime.now();
                if (now.backgroundMsSince(before) < 5) {
                    return;
                }
                before = now;
            }
            System.out.println("    something goes on computing in the background");
        }

        private void memory() throws Exception {
            for (int n = 0; n < 120; n++) {
                int k = 2 * n;
                on(() -> {
                    var edit = open().map().edit();
                    for (int slice = k; slice < k + 40; slice++) {
                        for (int p = 0; p < 20_000; p++) {
                            int i = p % 200 + 100;
                            edit.set(i, p / 200 + 150, slice, (i + slice) % 3);
                        }
                    }
                    open().apply("step", AnnotationEdit.ofVoxels(edit.build()));
                    return true;
                });
            }
            System.gc();
            Thread.sleep(2000);
            System.gc();
            long used =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            long volume = LargeScan.GRID.extent().voxels() * 2;
            System.out.printf(
                    Locale.ROOT,
                    "memory in use with a long history: %d MB, %.2f times the volume (bar 3)%n",
                    used >> 20,
                    (double) used / volume);
        }

        private OpenStudy open() {
            return studio.model().workspace().open().orElseThrow();
        }

        private boolean areUpToDate() {
            return VIEWS.stream().allMatch(name -> view(name).isUpToDate());
        }

        private SliceView view(String name) {
            return views.computeIfAbsent(
                    name, view -> (SliceView) stage.getScene().lookup("#view-" + view));
        }

        private void deleteFolder() {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                System.err.println(folder + " is left: " + e.getMessage());
            }
        }
    }

    private static MouseEvent mouse(EventType<MouseEvent> type, double x, double y) {
        boolean down = type != MouseEvent.MOUSE_RELEASED;
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                down,
                false,
                false,
                true,
                false,
                true,
                null);
    }

    private static <T> T on(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Platform.runLater(task);
        return task.get();
    }
}
