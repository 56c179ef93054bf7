package diffusam.io.dicomweb;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The address below which a server offers its services, such as {@code https://host/dicom-web}. */
public record ServerAddress(URI base) {
    /**
     * Checks an address.
     *
     * @param plain allows {@code http} also to other computers, where everyone on the way can read along
     * @throws IllegalArgumentException with a sentence, if it is none, or asks for what {@code plain} does not allow
     */
    public static ServerAddress of(String text, boolean plain) {
        URI uri = parsed(text);
        String scheme = String.valueOf(uri.getScheme());
        if (uri.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("the address must look like https://host/dicom-web");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the address must hold no name, secret, query or fragment");
        }
        if (scheme.equals("http") && !plain && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    "http is not encrypted: names and images could be read on the way; use https");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return new ServerAddress(URI.create(scheme + "://" + uri.getRawAuthority() + path));
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the address must look like https://host/dicom-web", e);
        }
    }

    /** True if what is sent to this host stays on this computer. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** Host and port, for sentences. */
    String host() {
        return base.getAuthority();
    }

    URI at(String path) {
        return URI.create(base + path);
    }

    /** A resource with the filled of these parameters. */
    URI at(String path, Map<String, String> parameters) {
        String query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> entry.getKey() + "=" + escaped(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return at(path + "?" + query);
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
