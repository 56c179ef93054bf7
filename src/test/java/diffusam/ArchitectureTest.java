package diffusam;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The package table: each package and everything of the program it may use. */
class ArchitectureTest {
    private static final String ROOT = "diffusam";

    /** Package → packages it may use. A name stands for that package alone, not for those below it. */
    private static final Map<String, String> TABLE = Map.ofEntries(
            Map.entry("volume", ""),
            Map.entry("jobs", ""),
            Map.entry("files", ""),
            Map.entry("settings", "files"),
            Map.entry("secrets", ""),
            Map.entry("annotation", "volume"),
            Map.entry("metrics", "volume annotation surface"),
            Map.entry("surface", "volume annotation"),
            Map.entry("nn", ""),
            Map.entry("foundation", "nn files"),
            Map.entry("sam2", "foundation nn"),
            Map.entry("nano", "foundation nn"),
            Map.entry("prior", "nn"),
            Map.entry("engine", "volume annotation jobs foundation nn prior files"),
            Map.entry("pretrain", "annotation files jobs foundation nn nano"),
            Map.entry("phantom", "volume annotation"),
            Map.entry("io", "volume annotation io.raw io.nifti io.nrrd io.metaimage io.dicom files"),
            Map.entry("io.raw", "volume annotation"),
            Map.entry("io.nifti", "volume annotation io.raw files"),
            Map.entry("io.nrrd", "volume annotation io.raw files"),
            Map.entry("io.metaimage", "volume annotation io.raw files"),
            Map.entry("io.dicom", "volume annotation io.raw files"),
            Map.entry("io.dicomweb", "jobs io.dicom files"),
            Map.entry("io.dimse", "jobs io.dicom io.dicomweb"),
            Map.entry("io.dcm4che", "volume jobs io.dicom io.dicomweb io.dimse"),
            Map.entry("dataset", "volume annotation io io.raw"),
            Map.entry("benchmark", "volume annotation jobs engine dataset metrics io.raw viewer.render files"),
            Map.entry("io.label", "volume annotation io.raw files"),
            Map.entry("io.mesh", "volume surface io.raw files"),
            Map.entry("project", "volume annotation jobs io io.raw io.nifti io.dicom files"),
            Map.entry("viewer.render", "volume annotation surface"),
            Map.entry("viewer", "viewer.render volume annotation surface jobs"),
            Map.entry(
                    "app",
                    "viewer viewer.render volume annotation surface jobs foundation engine metrics io io.raw io.dicom"
                            + " io.label io.mesh io.dicomweb io.dimse project phantom settings secrets files"),
            Map.entry(
                    "cli",
                    "volume annotation jobs foundation engine prior metrics io io.raw io.nifti io.dicom io.dicomweb"
                            + " io.dimse project phantom pretrain viewer.render dataset benchmark secrets files"),
            Map.entry("", "cli app"));

    private static final Set<String> WINDOW_PACKAGES = Set.of("viewer", "app");
    private static final Set<String> NETWORK_PACKAGES =
            Set.of("nn", "foundation", "sam2", "nano", "prior", "engine", "pretrain");

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheTableAllows() {
        return TABLE.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest("<" + row.getKey() + ">", () -> {
                    Set<String> allowed =
                            new TreeSet<>(Arrays.asList(row.getValue().split(" ")));
                    allowed.add(row.getKey());
                    String[] forbidden = TABLE.keySet().stream()
                            .filter(p -> !allowed.contains(p))
                            .map(ArchitectureTest::qualified)
                            .toArray(String[]::new);
                    noClasses()
                            .that(resideInAnyPackage(qualified(row.getKey())))
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(forbidden))
                            .allowEmptyShould(true)
                            .check(PROGRAM);
                }));
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = PROGRAM.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        packages.removeAll(TABLE.keySet());
        assertEquals(Set.of(), packages);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void toolkitsStayInTheWindowPackages() {
        noClasses()
                .that(resideOutsideOfPackages(qualifiedAll(WINDOW_PACKAGES)))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("javafx..", "org.controlsfx..", "java.awt.event..", "javax.swing.."))
                .check(PROGRAM);
    }

    @Test
    void networksStayInTheModelPackages() {
        noClasses()
                .that(resideOutsideOfPackages(qualifiedAll(NETWORK_PACKAGES)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("ai.djl.ndarray..", "ai.djl.pytorch..", "ai.djl.nn.."))
                .check(PROGRAM);
    }

    /** These keep a reference to memory that the engine frees at once; a later gradient reads whatever is there by then. */
    @Test
    void noProductOfAnArrayWithAJavaNumber() {
        noClasses()
                .should()
                .callMethod(NDArray.class, "mul", Number.class)
                .orShould()
                .callMethod(NDArray.class, "div", Number.class)
                .orShould()
                .callMethod(NDArray.class, "pow", Number.class)
                .because("a gradient through it is not reliable; use Ops.scaled")
                .check(PROGRAM);
    }

    @Test
    void threadsAreMadeInJobs() {
        noClasses()
                .that(resideOutsideOfPackages(ROOT + ".jobs"))
                .should()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callMethod(Thread.class, "ofPlatform")
                .orShould()
                .callMethod(Thread.class, "ofVirtual")
                .check(PROGRAM);
    }

    @Test
    void onlyItsAdapterKnowsDcm4che() {
        noClasses()
                .that(resideOutsideOfPackages(ROOT + ".io.dcm4che"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.dcm4che3.."))
                .check(PROGRAM);
    }

    @Test
    void nothingListensAndOnlyModelsAndArchivesAreAskedFor() {
        noClasses()
                .should()
                .dependOnClassesThat(assignableTo(java.net.ServerSocket.class))
                .orShould()
                .dependOnClassesThat(assignableTo(java.net.DatagramSocket.class))
                .orShould()
                .dependOnClassesThat(assignableTo(java.nio.channels.ServerSocketChannel.class))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("com.sun.net.httpserver..", "java.rmi.."))
                .check(PROGRAM);
        noClasses()
                .that(resideOutsideOfPackages(ROOT + ".foundation", ROOT + ".io.dicomweb"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http.."))
                .orShould()
                .dependOnClassesThat(assignableTo(java.net.Socket.class))
                .orShould()
                .dependOnClassesThat(assignableTo(java.net.URLConnection.class))
                .check(PROGRAM);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = PROGRAM.stream()
                .filter(c -> !c.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .distinct()
                .toList();
        assertTrue(unmarked.isEmpty(), () -> "not @NullMarked: " + unmarked);
    }

    private static String qualified(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    private static String[] qualifiedAll(Set<String> names) {
        return names.stream().map(ArchitectureTest::qualified).toArray(String[]::new);
    }
}
