import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Lets Windows and macOS offer the Studio for folders too, as a DICOM series is one: jpackage knows associations of file names
 * only. What it makes is amended where its form is as expected; otherwise the build ends, and says so.
 */
final class Folders {
    private static final String TEMPLATE = "/modules/jdk.jpackage/jdk/jpackage/internal/resources/main.wxs";
    private static final Pattern END_OF_FEATURE = Pattern.compile("</Feature>");
    private static final Pattern DOCUMENT_TYPES = Pattern.compile("<key>CFBundleDocumentTypes</key>\\s*<array>");

    private Folders() {}

    /** Lays this Java's own description of a Windows package, with an entry for the menu of folders, where jpackage looks for it. */
    static void forWindows(Path resources) throws IOException {
        Files.createDirectories(resources);
        Path template = FileSystems.getFileSystem(URI.create("jrt:/")).getPath(TEMPLATE);
        Files.writeString(resources.resolve("main.wxs"), withMenu(Files.readString(template)));
    }

    /** The quotes after the folder hold its path together; a drive's would end in a backslash and is not offered. */
    static String withMenu(String installer) throws IOException {
        String menu =
                """
                  <Component Id="FolderMenu" Directory="INSTALLDIR" Guid="9d0f3c1e-52f7-4f0b-8a26-0f5b7d3e6a41">
                    <RegistryKey Root="HKCU" Key="Software\\Classes\\Directory\\shell\\diffusam-studio">
                      <RegistryValue Type="string" Value="Open with %1$s" KeyPath="yes"/>
                      <RegistryValue Name="Icon" Type="string" Value="[INSTALLDIR]%1$s.exe"/>
                    </RegistryKey>
                    <RegistryKey Root="HKCU" Key="Software\\Classes\\Directory\\shell\\diffusam-studio\\command">
                      <RegistryValue Type="string" Value="&quot;[INSTALLDIR]%1$s.exe&quot; &quot;%%1&quot;"/>
                    </RegistryKey>
                  </Component>
                """
                        .formatted(Target.TITLE);
        int place = only(END_OF_FEATURE, installer).start();
        return installer.substring(0, place) + menu + installer.substring(place);
    }

    /** Amends the description of a macOS program, which must not be signed yet. */
    static void forMacos(Path program) throws IOException {
        Path description = program.resolve("Contents/Info.plist");
        Files.writeString(description, withFolders(Files.readString(description)));
    }

    static String withFolders(String description) throws IOException {
        String folders =
                """

                   <dict>
                    <key>CFBundleTypeName</key>
                    <string>Folder of a DICOM series</string>
                    <key>CFBundleTypeRole</key>
                    <string>Viewer</string>
                    <key>LSHandlerRank</key>
                    <string>Alternate</string>
                    <key>LSItemContentTypes</key>
                    <array>
                     <string>public.folder</string>
                    </array>
                   </dict>""";
        int place = only(DOCUMENT_TYPES, description).end();
        return description.substring(0, place) + folders + description.substring(place);
    }

    private static MatchResult only(Pattern pattern, String text) throws IOException {
        List<MatchResult> found = pattern.matcher(text).results().toList();
        if (found.size() != 1) {
            throw new IOException("Expected once what is there " + found.size() + " times: " + pattern);
        }
        return found.getFirst();
    }
}
