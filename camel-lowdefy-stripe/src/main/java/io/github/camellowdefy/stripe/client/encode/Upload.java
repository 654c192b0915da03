// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.body.Excerpt;
import java.io.File;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A file of an upload.
 *
 * @param content its bytes
 * @param name its file name
 * @param type its media type
 */
record Upload(UploadContent content, String name, String type) {

    private static final String NO_NAME = "blob";
    private static final String NO_TYPE = "application/octet-stream";
    private static final String DATA = "data";
    private static final Set<String> PARTS = Set.of(DATA, "name", "type");

    static boolean describes(Map<?, ?> map) {
        return map.containsKey(DATA);
    }

    /**
     * Reads {@code {data, name, type}}, {@link File}, {@link Path}, {@link InputStream} or {@code
     * byte[]}. Name and type come from a file's own name where they are not given.
     */
    static Upload of(Object plain, CharSequence key) {
        if (!(plain instanceof Map<?, ?> map)) {
            return of(plain, null, null, key);
        }
        for (Object part : map.keySet()) {
            if (!PARTS.contains(String.valueOf(part))) {
                throw ParamCheck.refused(
                        key,
                        "has the key " + Excerpt.plain(String.valueOf(part)),
                        "a file consists of data, name and type");
            }
        }
        return of(
                ParamValue.plain(map.get(DATA), key),
                text(map.get("name"), "name", key),
                text(map.get("type"), "type", key),
                key);
    }

    /** Why bytes cannot go where they were met. */
    static InvalidStripeCallException notHere(CharSequence key, Object plain) {
        return ParamCheck.refused(
                key,
                "holds bytes (" + plain.getClass().getSimpleName() + ')',
                "upload them with files.create and give the id of the file here");
    }

    private static Upload of(Object data, String name, String type, CharSequence key) {
        Path file =
                data instanceof File old ? old.toPath() : data instanceof Path path ? path : null;
        String ownName = file == null ? null : Objects.toString(file.getFileName(), null);
        String ownType = ownName == null ? null : URLConnection.guessContentTypeFromName(ownName);
        return new Upload(
                content(data, file, key),
                first(name, ownName, NO_NAME),
                first(type, ownType, NO_TYPE));
    }

    private static UploadContent content(Object data, Path file, CharSequence key) {
        if (file != null) {
            return UploadContent.of(file, key);
        }
        if (data instanceof byte[] bytes) {
            return UploadContent.of(bytes);
        }
        if (data instanceof String text) {
            return UploadContent.of(ParamCheck.whole(text, key).getBytes(StandardCharsets.UTF_8));
        }
        if (data instanceof InputStream stream) {
            return UploadContent.of(stream);
        }
        throw ParamCheck.refused(
                key,
                data == null
                        ? "has no data"
                        : "has data of type " + data.getClass().getSimpleName(),
                "give text, byte[], InputStream, File or Path");
    }

    private static String text(Object value, String part, CharSequence key) {
        Object plain = ParamValue.plain(value, key);
        if (plain == null || plain instanceof String) {
            return (String) plain;
        }
        throw ParamCheck.refused(key, "has a " + part + " that is no text", "give text");
    }

    private static String first(String given, String own, String otherwise) {
        if (given != null && !given.isEmpty()) {
            return given;
        }
        return own != null ? own : otherwise;
    }
}
