// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The files in and below the folder of a resource, which must be on the classpath or on disk. */
public final class FolderFiles {

    private static final int MAX_BYTES = 5_000_000;

    private final CamelContext context;
    private final String folder;

    public FolderFiles(CamelContext context, Resource resource) {
        this.context = context;
        this.folder = folderOf(resource.getLocation());
    }

    /** With its scheme and a slash at its end; empty when the resource is in none. */
    public String folder() {
        return folder;
    }

    /** How errors name a file. */
    public String label(String path) {
        return folder + path;
    }

    /**
     * The path without detours.
     *
     * @throws LowdefyFileException when it leads out of the folder
     */
    public String normalize(String path, Place place) {
        Deque<String> segments = new ArrayDeque<>();
        boolean outside = folder.isEmpty() || path.startsWith("/") || path.contains("\\");
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                outside |= segments.pollLast() == null;
            } else if (!segment.equals(".") && !segment.isEmpty()) {
                segments.addLast(segment);
                outside |= segment.indexOf(':') >= 0 || segment.indexOf('\0') >= 0;
            }
        }
        if (outside || segments.isEmpty()) {
            throw place.refusal(
                    "this _ref leads to %s, outside of %s; expected a file in that folder or below"
                            .formatted(
                                    path,
                                    folder.isEmpty() ? "any folder" : "the folder " + folder));
        }
        return String.join("/", segments);
    }

    /** The text of a file, or null when there is none. */
    public String read(String normalized) throws IOException {
        Resource resource =
                PluginHelper.getResourceLoader(context).resolveResource(folder + normalized);
        boolean there = resource != null && resource.exists() && isInside(normalized);
        return there ? text(resource) : null;
    }

    /** The text of a resource. */
    public static String text(Resource resource) throws IOException {
        if (!resource.exists()) {
            throw new LowdefyFileException(
                    new Place(resource.getLocation(), 1, 1),
                    "there is no such file; check its folder and name");
        }
        try (InputStream in = resource.getInputStream()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new LowdefyFileException(
                        new Place(resource.getLocation(), 1, 1),
                        "the file is longer than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** A link in the folder may lead out of it. */
    private boolean isInside(String normalized) throws IOException {
        if (!folder.startsWith("file:")) {
            return true;
        }
        Path root = Path.of(folder.substring("file:".length())).toRealPath();
        return root.resolve(normalized).toRealPath().startsWith(root);
    }

    private static String folderOf(String location) {
        String scheme = location.startsWith("classpath:") ? "classpath:" : "file:";
        if (!location.startsWith(scheme)) {
            return "";
        }
        int slash = location.lastIndexOf('/');
        if (slash >= 0) {
            return location.substring(0, slash + 1);
        }
        return scheme.equals("file:") ? "file:./" : scheme;
    }
}
